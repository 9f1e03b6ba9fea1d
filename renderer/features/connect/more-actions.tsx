import { Button, Menu } from '@mantine/core'
import { IconDots, IconKey, IconPencil, IconTrash, IconUserShield } from '@tabler/icons-react'
import type { Connection } from '../../../shared/contract/connection.ts'
import { savedConnectionWords } from '../../../shared/words/connect.ts'
import { oauthWords } from '../../../shared/words/connect-oauth.ts'

/** What a saved connection opens below its line. */
export type ConnectionPanel = 'password' | 'oauth' | 'edit'

interface MoreActionsProps {
  readonly connection: Connection
  readonly onPanel: (panel: ConnectionPanel) => void
  readonly onRemove: () => void
}

export function MoreActions({ connection, onPanel, onRemove }: MoreActionsProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" px={6} aria-label={savedConnectionWords.more(connection.label)}>
          <IconDots size={16} stroke={1.5} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {connection.environment === 'practice' ? null : <CompanyActions way={connection.way} onPanel={onPanel} />}
        <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={onRemove}>
          {savedConnectionWords.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function CompanyActions({ way, onPanel }: Pick<MoreActionsProps, 'onPanel'> & Pick<Connection, 'way'>) {
  const isOAuth = way === 'oauth'
  return (
    <>
      <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={() => onPanel('edit')}>
        {savedConnectionWords.edit}
      </Menu.Item>
      <Menu.Item leftSection={<IconUserShield size={16} stroke={1.5} />} onClick={() => onPanel('oauth')}>
        {isOAuth ? oauthWords.signInAgain : oauthWords.switchToOAuth}
      </Menu.Item>
      <Menu.Item leftSection={<IconKey size={16} stroke={1.5} />} onClick={() => onPanel('password')}>
        {isOAuth ? oauthWords.switchToPassword : savedConnectionWords.updatePassword}
      </Menu.Item>
    </>
  )
}
