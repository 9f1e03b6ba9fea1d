import { Menu } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { copyWords } from '../../../../shared/words/result-view.ts'
import { BarButton } from './bar-button.tsx'
import type { RunTable } from './run-table.ts'
import { type CopyChoice, useCopyCells } from './use-copy-cells.ts'

const { formats } = copyWords

/** The ways to put cells on the clipboard; the first is what Ctrl+C does. */
export const COPY_CHOICES: readonly CopyChoice[] = [
  { label: formats.spreadsheet, format: 'spreadsheet', withHeader: false },
  { label: copyWords.withNames, format: 'spreadsheet', withHeader: true },
  { label: formats.csv, format: 'csv', withHeader: true },
  { label: formats.json, format: 'json', withHeader: true },
  { label: formats.list, format: 'list', withHeader: false },
]

export function CopyMenu({ table }: { readonly table: RunTable }) {
  const copy = useCopyCells(table)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <BarButton icon={IconCopy} label={copyWords.title} />
      </Menu.Target>
      <Menu.Dropdown>
        {COPY_CHOICES.map((choice) => (
          <Menu.Item key={choice.label} onClick={() => copy(choice)}>
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
