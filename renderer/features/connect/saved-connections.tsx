import { useState } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import { connectWords } from '../../../shared/words/connect.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { SavedConnection } from './saved-connection.tsx'
import classes from './saved-connections.module.css'

interface SavedConnectionsProps {
  readonly saved: readonly Connection[]
  readonly activeId: string | undefined
  /** Opens with the password of the active one being asked for. */
  readonly isAgain: boolean
  readonly onDone: (() => void) | undefined
}

export function SavedConnections({ saved, activeId, isAgain, onDone }: SavedConnectionsProps) {
  const [removing, setRemoving] = useState<Connection>()
  return (
    <section aria-label={connectWords.savedConnections}>
      <ul className={classes.list}>
        {saved.map((connection) => (
          <SavedConnection
            key={connection.id}
            connection={connection}
            isActive={connection.id === activeId}
            isAgain={isAgain && connection.id === activeId}
            onDone={onDone}
            onRemove={() => setRemoving(connection)}
          />
        ))}
      </ul>
      <RemoveDialog connection={removing} onClose={() => setRemoving(undefined)} />
    </section>
  )
}
