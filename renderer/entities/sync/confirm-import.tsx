import type { ReactNode } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { confirmFacts, confirmImportWords } from '../../../shared/words/upload-plan.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import classes from './confirm-import.module.css'

interface ConfirmImportProps {
  readonly opened: boolean
  readonly connection: Connection
  readonly definition: Pick<Definition, 'kind' | 'name' | 'uri'>
  /** Rows that Bulkdesk staged; absent: whatever is staged. */
  readonly rows?: number
  /** The file they are from. */
  readonly fileName?: string
  /** What else goes into the same sync. */
  readonly children?: ReactNode
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks once more before a sync that changes the data of a production company. */
export function ConfirmImport(props: ConfirmImportProps) {
  const { opened, connection, definition, rows = 0, fileName, children, busy, onConfirm, onClose } = props
  const { title, confirm } = confirmImportWords(definition, rows, connection.company)
  return (
    <ConfirmDialog {...{ opened, title, confirm, busy, onConfirm, onClose }} destructive>
      <div className={classes.confirm}>
        <p>{confirmFacts.noUndo}</p>
        <Facts
          items={[
            ...(fileName ? ([[confirmFacts.file, fileName]] as const) : []),
            [confirmFacts.to, confirmFacts.definition(definition)],
            [confirmFacts.as, confirmFacts.user(connection)],
          ]}
        />
        {children}
      </div>
    </ConfirmDialog>
  )
}
