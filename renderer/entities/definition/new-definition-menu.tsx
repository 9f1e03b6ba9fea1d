import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileImport, IconPlus, IconTableImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DraftReturn } from '../../../shared/contract/definitions.ts'
import type { Purpose } from '../../../shared/eloqua/purposes.ts'
import { newDefinitionWords, PURPOSE_WORDS } from '../../../shared/words/definition-form.ts'
import { go } from '../../window/navigation.ts'
import { draftsQuery } from './definition-form-queries.ts'
import classes from './new-definition-menu.module.css'
import { useStartDefinition } from './start-definition.ts'

const GROUPS: readonly { readonly title: string; readonly purposes: readonly Purpose[] }[] = [
  {
    title: newDefinitionWords.export,
    purposes: [
      'contacts-of-list',
      'contacts-of-segment',
      'contacts-changed-since',
      'activities-of-period',
      'custom-object',
      'accounts',
    ],
  },
  {
    title: newDefinitionWords.import,
    purposes: ['import-contacts', 'import-accounts', 'import-records', 'import-activities'],
  },
  {
    title: newDefinitionWords.act,
    purposes: ['list-add', 'list-remove', 'subscribe', 'unsubscribe', 'mark-bounced'],
  },
]

interface NewDefinitionMenuProps {
  readonly label?: string
  /** The definition is wanted there once it is made. */
  readonly returnTo?: DraftReturn
  readonly primary?: boolean
}

/** Starts a definition from what it is for, from a CSV file, from a saved definition, or goes on with a draft. */
export function NewDefinitionMenu({ label = newDefinitionWords.button, returnTo, primary }: NewDefinitionMenuProps) {
  const start = useStartDefinition(returnTo)
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button
          size={primary ? 'md' : undefined}
          variant={primary ? 'filled' : undefined}
          loading={start.isPending}
          leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
          rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <Menu.Item
          leftSection={<IconTableImport size={16} stroke={1.5} />}
          onClick={() => start.mutate({ from: 'csv' })}
        >
          {newDefinitionWords.fromCsv}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileImport size={16} stroke={1.5} />}
          onClick={() => start.mutate({ from: 'file' })}
        >
          {newDefinitionWords.fromFile}
        </Menu.Item>
        {GROUPS.map(({ title, purposes }) => (
          <div key={title} role="none">
            <Menu.Label>{title}</Menu.Label>
            {purposes.map((purpose) => (
              <Menu.Item key={purpose} onClick={() => start.mutate({ from: 'purpose', purpose })}>
                {PURPOSE_WORDS[purpose]}
              </Menu.Item>
            ))}
          </div>
        ))}
        <Drafts />
      </Menu.Dropdown>
    </Menu>
  )
}

function Drafts() {
  const { data = [] } = useQuery(draftsQuery())
  if (data.length === 0) return null
  return (
    <>
      <Menu.Label>{newDefinitionWords.unfinished}</Menu.Label>
      {data.toReversed().map(({ draftId, draft }) => (
        <Menu.Item key={draftId} onClick={() => go({ screen: 'edit-definition', draftId })}>
          {draft.name || PURPOSE_WORDS['custom-object']}
        </Menu.Item>
      ))}
    </>
  )
}
