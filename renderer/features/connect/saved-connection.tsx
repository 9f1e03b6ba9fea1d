import { Button, Menu } from '@mantine/core'
import { IconDots, IconKey, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { savedConnectionWords } from '../../../shared/words/connect.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { EnvironmentBadge } from '../../entities/connection/environment-badge.tsx'
import { Failure } from '../../entities/failure/failure.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { EditConnection } from './edit-connection.tsx'
import classes from './saved-connections.module.css'
import { SignInAgain } from './sign-in-again.tsx'

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
  const [panel, setPanel] = useState<'password' | 'edit' | undefined>(isAgain ? 'password' : undefined)
  const change = useMutation({
    mutationFn: () => api.switchConnection({ id: connection.id }),
    meta: { shownInPlace: true },
    onSuccess: async () => {
      await client.invalidateQueries(connectionsQuery())
      onDone?.()
    },
    onError: (error) => WANTS_PASSWORD.has(error.code) && setPanel('password'),
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
        <More connection={connection} onPanel={setPanel} onRemove={onRemove} />
      </div>
      {change.error ? (
        <div className={classes.failed}>
          <Failure error={change.error} context="signing-in" inset />
        </div>
      ) : null}
      {panel === 'password' ? <SignInAgain connection={connection} onClose={closePanel} onDone={onDone} /> : null}
      {panel === 'edit' ? <EditConnection connection={connection} onClose={closePanel} /> : null}
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
        {connection.environment === 'practice' ? '' : ` · ${savedConnectionWords.kept(connection.kept)}`}
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

interface MoreProps {
  readonly connection: Connection
  readonly onPanel: (panel: 'password' | 'edit') => void
  readonly onRemove: () => void
}

function More({ connection, onPanel, onRemove }: MoreProps) {
  const isPractice = connection.environment === 'practice'
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" px={6} aria-label={savedConnectionWords.more(connection.label)}>
          <IconDots size={16} stroke={1.5} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {isPractice ? null : (
          <>
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={() => onPanel('edit')}>
              {savedConnectionWords.edit}
            </Menu.Item>
            <Menu.Item leftSection={<IconKey size={16} stroke={1.5} />} onClick={() => onPanel('password')}>
              {savedConnectionWords.updatePassword}
            </Menu.Item>
          </>
        )}
        <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={onRemove}>
          {savedConnectionWords.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
