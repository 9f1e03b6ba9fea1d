import type { Connection } from '../../../../shared/contract/connection.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { type Check, TRIAL_ROWS, type Upload, type UploadPlan } from '../../../../shared/uploads/upload.ts'
import { formatCounted } from '../../../../shared/words/numbers.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { sendMeaning, trialMeaning, WAYS } from './plan-words.ts'
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

/** Asked once more before a trial, and before anything goes to production. */
export function ConfirmSend(props: ConfirmSendProps) {
  const { scope, check, plan, definition, connection } = props
  const isProduction = connection?.environment === 'production'
  const isTrial = scope === 'first-50'
  const rows = formatCounted(isTrial ? TRIAL_ROWS : plan.rows, 'row')
  const where = isProduction ? ` to the production company ${connection.company}` : ''
  return (
    <ConfirmDialog
      opened={scope !== undefined}
      title={isTrial ? `Send the first ${rows}${where} as a trial?` : `Send ${rows}${where}?`}
      confirm={`Send ${rows}${isProduction ? ' to production' : ''}`}
      destructive={isProduction}
      busy={props.busy}
      onConfirm={() => scope && props.onConfirm(scope)}
      onClose={props.onClose}
    >
      <div className={classes.confirm}>
        {isTrial ? <p>{trialMeaning(definition)}</p> : null}
        <p>{sendMeaning(plan, definition, isTrial ? undefined : check.report)}</p>
        {isProduction ? (
          <>
            <p>What an import changes in Eloqua cannot be taken back by Bulkdesk.</p>
            <Facts
              items={[
                ['File', check.file.name],
                ['To', `${definition.name} (${definition.uri})`],
                ['Way', WAYS[plan.way]],
                ['As', `${connection.company}\\${connection.user}`],
              ]}
            />
          </>
        ) : null}
      </div>
    </ConfirmDialog>
  )
}
