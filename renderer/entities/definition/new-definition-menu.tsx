import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileImport, IconPlus, IconTableImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DraftReturn } from '../../../shared/contract/definitions.ts'
import type { Purpose } from '../../../shared/eloqua/purposes.ts'
import { newDefinitionWords, PURPOSE_WORDS } from '../../../shared/words/definition-form.ts'
import { TimeText } from '../../ui/time-text.tsx'
import { go } from '../../window/navigation.ts'
import { draftsQuery } from './definition-form-queries.ts'
import classes from './new-definition-menu.module.css'
import { type DefinitionStart, useStartDefinition } from './start-definition.ts'

interface Group {
  readonly title: string
  readonly purposes: readonly Purpose[]
}

const exporting: Group = {
  title: newDefinitionWords.export,
  purposes: [
    'contacts-of-list',
    'contacts-of-segment',
    'contacts-changed-since',
    'activities-of-period',
    'custom-object',
    'accounts',
  ],
}
const importing: Group = {
  title: newDefinitionWords.import,
  purposes: ['import-contacts', 'import-accounts', 'import-records', 'import-activities'],
}
const acting: Group = {
  title: newDefinitionWords.act,
  purposes: ['list-add', 'list-remove', 'subscribe', 'unsubscribe', 'mark-bounced'],
}

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
    <Menu position="bottom-end" width={660}>
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
        <div className={classes.columns} role="none">
          <div role="none">
            <FileItems onStart={start.mutate} />
            <Purposes group={exporting} onStart={start.mutate} />
            <Menu.Item onClick={() => start.mutate({ from: 'blank' })}>{newDefinitionWords.another}</Menu.Item>
          </div>
          <div role="none">
            <Purposes group={importing} onStart={start.mutate} />
            <Purposes group={acting} onStart={start.mutate} />
          </div>
        </div>
        <Drafts />
      </Menu.Dropdown>
    </Menu>
  )
}

interface ItemsProps {
  readonly onStart: (start: DefinitionStart) => void
}

function FileItems({ onStart }: ItemsProps) {
  return (
    <>
      <Menu.Label>{newDefinitionWords.files}</Menu.Label>
      <Menu.Item leftSection={<IconTableImport size={16} stroke={1.5} />} onClick={() => onStart({ from: 'csv' })}>
        {newDefinitionWords.fromCsv}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileImport size={16} stroke={1.5} />} onClick={() => onStart({ from: 'file' })}>
        {newDefinitionWords.fromFile}
      </Menu.Item>
    </>
  )
}

function Purposes({ group, onStart }: ItemsProps & { readonly group: Group }) {
  return (
    <>
      <Menu.Label>{group.title}</Menu.Label>
      {group.purposes.map((purpose) => (
        <Menu.Item key={purpose} onClick={() => onStart({ from: 'purpose', purpose })}>
          {PURPOSE_WORDS[purpose]}
        </Menu.Item>
      ))}
    </>
  )
}

function Drafts() {
  const { data = [] } = useQuery(draftsQuery())
  const typed = data.filter(({ isUntouched }) => !isUntouched).toReversed()
  if (typed.length === 0) return null
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{newDefinitionWords.unfinished}</Menu.Label>
      <div className={classes.columns} role="none">
        {typed.map(({ draftId, draft, savedAt }) => (
          <Menu.Item
            key={draftId}
            onClick={() => go({ screen: 'edit-definition', draftId })}
            rightSection={
              <span className={classes.saved}>
                <TimeText value={savedAt} relative />
              </span>
            }
          >
            {draft.name || newDefinitionWords.unnamed(draft)}
          </Menu.Item>
        ))}
      </div>
    </>
  )
}
