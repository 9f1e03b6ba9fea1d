import type { Connection } from '../../../../shared/contract/connection.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { type Check, TRIAL_ROWS, type Upload, type UploadPlan } from '../../../../shared/uploads/upload.ts'
import {
  confirmFacts,
  confirmSendWords,
  sendImports,
  sendMeaning,
  trialMeaning,
  WAYS,
} from '../../../../shared/words/upload-plan.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Facts } from '../../../ui/facts.tsx'
import classes from './send-bar.module.css'

interface ConfirmSendProps {
  /** Undefined while nothing is asked. */
  readonly scope?: Upload['scope']
  readonly check: Check
  readonly plan: UploadPlan
  readonly definition: Definition
  readonly connection?: Connection
  readonly busy: boolean
  readonly onConfirm: (scope: Upload['scope']) => void
  readonly onClose: () => void
}

/** Asked once more before a trial, and before sending itself changes the data of a production company. */
export function ConfirmSend(props: ConfirmSendProps) {
  const { scope, check, plan, definition, connection } = props
  const production = changesProduction(connection, plan, check)
  const isTrial = scope === 'first-50'
  const words = confirmSendWords({ rows: isTrial ? TRIAL_ROWS : plan.rows, isTrial, production })
  return (
    <ConfirmDialog
      opened={scope !== undefined}
      title={words.title}
      confirm={words.confirm}
      destructive={production !== undefined}
      busy={props.busy}
      onConfirm={() => scope && props.onConfirm(scope)}
      onClose={props.onClose}
    >
      <div className={classes.confirm}>
        {isTrial ? <p>{trialMeaning(definition, plan)}</p> : null}
        <p>{sendMeaning(plan, definition, isTrial ? undefined : check.report)}</p>
        {production ? (
          <>
            <p>{confirmFacts.noUndo}</p>
            <Facts
              items={[
                [confirmFacts.file, check.file.name],
                [confirmFacts.to, confirmFacts.definition(definition)],
                [confirmFacts.method, WAYS[plan.way]],
                [confirmFacts.as, confirmFacts.user(production)],
              ]}
            />
          </>
        ) : null}
      </div>
    </ConfirmDialog>
  )
}

/**
 * The connection, where sending imports into a production company; staging there changes no data. Of rows that were
 * typed in the window main asks by itself: twice would be once too often.
 */
export function changesProduction(
  connection: Connection | undefined,
  plan: UploadPlan,
  { shown }: Pick<Check, 'shown'>,
): Connection | undefined {
  const isAskedHere = connection?.environment === 'production' && sendImports(plan) && shown !== undefined
  return isAskedHere ? connection : undefined
}
