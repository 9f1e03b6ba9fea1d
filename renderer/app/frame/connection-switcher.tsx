import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconLogout, IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Connection } from '../../../shared/contract/connection.ts'
import { switcherWords } from '../../../shared/words/shell.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { EnvironmentBadge } from '../../entities/connection/environment-badge.tsx'
import classes from './connection-switcher.module.css'
import { useSignOut, useSwitchConnection } from './use-switching.ts'

interface ConnectionSwitcherProps {
  readonly connection: Connection
  /** Shows the connect screen: the way to add, edit, forget, and to give a password again. */
  readonly onConnect: () => void
}

export function ConnectionSwitcher({ connection, onConnect }: ConnectionSwitcherProps) {
  const { data } = useQuery(connectionsQuery())
  const others = data?.connections.filter((other) => other.id !== connection.id) ?? []
  const change = useSwitchConnection(onConnect)
  const signOut = useSignOut()
  return (
    <Menu width={320}>
      <Menu.Target>
        <button type="button" className={classes.switcher}>
          <span className={classes.edge} data-environment={connection.environment} aria-hidden />
          <span className={classes.label}>{connection.label}</span>
          {connection.environment === 'practice' ? null : <span className={classes.user}>{connection.user}</span>}
          <IconChevronDown size={14} stroke={1.5} aria-hidden />
          <EnvironmentBadge environment={connection.environment} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{switcherWords.signedInAs(connection.company, connection.user)}</Menu.Label>
        <Menu.Item leftSection={<IconCheck size={16} stroke={1.5} />}>{connection.label}</Menu.Item>
        {others.map((other) => (
          <Menu.Item
            key={other.id}
            leftSection={<span className={classes.gap} />}
            rightSection={<EnvironmentBadge environment={other.environment} />}
            onClick={() => change.mutate(other.id)}
          >
            <span className={classes.name}>
              {other.label} <span className={classes.user}>{other.user}</span>
            </span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlugConnected size={16} stroke={1.5} />} onClick={onConnect}>
          {switcherWords.manage}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={() => signOut.mutate()}>
          {connection.environment === 'practice' ? switcherWords.leavePractice : switcherWords.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
