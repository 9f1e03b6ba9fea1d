import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import type { CsvFlavour } from '../../../shared/csv/csv.ts'
import { saveMenuWords } from '../../../shared/words/controls.ts'
import classes from './save-menu.module.css'

interface SaveMenuProps {
  readonly label?: string
  readonly busy?: boolean
  readonly onSave: (flavour: CsvFlavour) => void
}

const FLAVOURS: readonly { readonly flavour: CsvFlavour; readonly title: string; readonly means: string }[] = [
  {
    flavour: 'exact',
    title: saveMenuWords.exact,
    means: saveMenuWords.exactHint,
  },
  {
    flavour: 'spreadsheet',
    title: saveMenuWords.spreadsheet,
    means: saveMenuWords.spreadsheetHint,
  },
]

/** Saves everything, not only the page that is shown. */
export function SaveMenu({ label = saveMenuWords.title, busy, onSave }: SaveMenuProps) {
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button
          loading={busy}
          leftSection={<IconDownload size={16} stroke={1.5} />}
          rightSection={<IconChevronDown size={14} stroke={1.5} />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FLAVOURS.map(({ flavour, title, means }) => (
          <Menu.Item key={flavour} onClick={() => onSave(flavour)}>
            {title}
            <span className={classes.means}>{means}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
