import { useState } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import { ForgetDialog } from './forget-dialog.tsx'
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
  const [forgetting, setForgetting] = useState<Connection>()
  return (
    <section aria-label="Saved connections">
      <ul className={classes.list}>
        {saved.map((connection) => (
          <SavedConnection
            key={connection.id}
            connection={connection}
            isActive={connection.id === activeId}
            isAgain={isAgain && connection.id === activeId}
            onDone={onDone}
            onForget={() => setForgetting(connection)}
          />
        ))}
      </ul>
      <ForgetDialog connection={forgetting} onClose={() => setForgetting(undefined)} />
    </section>
  )
}
