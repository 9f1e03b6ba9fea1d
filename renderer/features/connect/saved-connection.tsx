import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { savedConnectionWords } from '../../../shared/words/connect.ts'
import { oauthWords, TROUBLE_WORDS } from '../../../shared/words/connect-oauth.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { EnvironmentBadge } from '../../entities/connection/environment-badge.tsx'
import { Failure } from '../../entities/failure/failure.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { EditConnection } from './edit-connection.tsx'
import { type ConnectionPanel, MoreActions } from './more-actions.tsx'
import { OAuthAgain } from './oauth/oauth-again.tsx'
import classes from './saved-connections.module.css'
import { SignInAgain } from './sign-in-again.tsx'
import { SignInReport } from './sign-in-report.tsx'

interface SavedConnectionProps {
  readonly connection: Connection
  readonly isActive: boolean
  /** Opens with its password being asked for. */
  readonly isAgain: boolean
  readonly onDone: (() => void) | undefined
  readonly onRemove: () => void
}

/** Failures that a password given again may mend. */
const WANTS_PASSWORD: ReadonlySet<ErrorCode> = new Set([
  'not-signed-in',
  'sign-in-refused',
  'unauthorized',
  'keychain-locked',
  'keychain-missing',
  'keychain-refused',
  'secret-unusable',
])

export function SavedConnection({ connection, isActive, isAgain, onDone, onRemove }: SavedConnectionProps) {
  const client = useQueryClient()
  const again = connection.way ?? 'password'
  const [panel, setPanel] = useState<ConnectionPanel | undefined>(isAgain ? again : undefined)
  const change = useMutation({
    mutationFn: () => api.switchConnection({ id: connection.id }),
    meta: { shownInPlace: true },
    onSuccess: async () => {
      await client.invalidateQueries(connectionsQuery())
      onDone?.()
    },
    onError: (error) => WANTS_PASSWORD.has(error.code) && setPanel(again),
  })
  const closePanel = () => setPanel(undefined)
  return (
    <li className={classes.item} aria-label={connection.label}>
      <div className={classes.line}>
        <Names connection={connection} />
        {isActive ? (
          <span className={classes.dim}>{savedConnectionWords.inUse}</span>
        ) : (
          <Button variant="filled" loading={change.isPending} onClick={() => change.mutate()}>
            {savedConnectionWords.connect}
          </Button>
        )}
        <MoreActions connection={connection} onPanel={setPanel} onRemove={onRemove} />
      </div>
      {change.error ? (
        <div className={classes.failed}>
          <Failure error={change.error} context="signing-in" inset />
        </div>
      ) : null}
      {connection.trouble ? <p className={classes.trouble}>{TROUBLE_WORDS[connection.trouble]}</p> : null}
      {panel === 'oauth' ? <OAuthAgain connection={connection} onClose={closePanel} onDone={onDone} /> : null}
      {panel === 'password' ? <SignInAgain connection={connection} onClose={closePanel} onDone={onDone} /> : null}
      {panel === 'edit' ? <EditConnection connection={connection} onClose={closePanel} /> : null}
      {isActive && panel === undefined ? <SignInReport id={connection.id} /> : null}
    </li>
  )
}

function Names({ connection }: { readonly connection: Connection }) {
  return (
    <div className={classes.names}>
      <div className={classes.label}>
        {connection.label} <EnvironmentBadge environment={connection.environment} />
      </div>
      <div className={classes.dim}>
        {connection.company}\{connection.user}
        {connection.host ? ` · ${connection.host}` : ''}
        {connection.environment === 'practice'
          ? ''
          : ` · ${(connection.way ? oauthWords : savedConnectionWords).kept(connection.kept)}`}
        {connection.lastUsedAt ? (
          <>
            {` · ${savedConnectionWords.used} `}
            <TimeText value={connection.lastUsedAt} relative />
          </>
        ) : null}
      </div>
    </div>
  )
}
