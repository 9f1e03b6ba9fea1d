import type { Connection } from '../../../../shared/contract/connection.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { type Check, TRIAL_ROWS, type Upload, type UploadPlan } from '../../../../shared/uploads/upload.ts'
import {
  confirmFacts,
  confirmImportWords,
  confirmSendWords,
  sendImports,
  sendMeaning,
  trialMeaning,
  WAYS,
} from '../../../../shared/words/upload-plan.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Facts } from '../../../ui/facts.tsx'
import classes from './send-bar.module.css'

/** What is to be sent, and whether its sync is to start by itself. */
export interface SendOrder {
  readonly scope: Upload['scope']
  /** Straight: imported as soon as all rows are staged. */
  readonly importsAtOnce?: true
}

interface ConfirmSendProps {
  /** Undefined while nothing is asked. */
  readonly order: SendOrder | undefined
  readonly check: Check
  readonly plan: UploadPlan
  readonly definition: Definition
  readonly connection?: Connection
  readonly busy: boolean
  readonly onConfirm: (order: SendOrder) => void
  readonly onClose: () => void
}

/** Asked once more before a trial, and before sending itself changes the data of a production company. */
export function ConfirmSend(props: ConfirmSendProps) {
  const { order, check, plan, definition, connection } = props
  const { scope, importsAtOnce } = order ?? { scope: 'all-good-rows' as const }
  const production = order && changesProduction(connection, order, { plan, check })
  const isTrial = scope === 'first-50'
  const words =
    importsAtOnce && production
      ? confirmImportWords(definition, plan.rows, production.company)
      : confirmSendWords({ rows: isTrial ? TRIAL_ROWS : plan.rows, isTrial, production })
  return (
    <ConfirmDialog
      opened={order !== undefined}
      title={words.title}
      confirm={words.confirm}
      destructive={production !== undefined}
      busy={props.busy}
      onConfirm={() => order && props.onConfirm(order)}
      onClose={props.onClose}
    >
      <div className={classes.confirm}>
        {isTrial ? <p>{trialMeaning(definition, plan)}</p> : null}
        <p>{sendMeaning(plan, definition, isTrial ? undefined : check.report, importsAtOnce)}</p>
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
  { importsAtOnce }: SendOrder,
  { plan, check: { shown } }: { readonly plan: UploadPlan; readonly check: Pick<Check, 'shown'> },
): Connection | undefined {
  const imports = importsAtOnce === true || sendImports(plan)
  const isAskedHere = connection?.environment === 'production' && imports && shown !== undefined
  return isAskedHere ? connection : undefined
}
