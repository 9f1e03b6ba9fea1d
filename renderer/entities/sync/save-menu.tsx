import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import type { CsvFlavour } from '../../../shared/csv/csv.ts'
import classes from './save-menu.module.css'

interface SaveMenuProps {
  readonly label?: string
  readonly busy?: boolean
  readonly onSave: (flavour: CsvFlavour) => void
}

const FLAVOURS: readonly { readonly flavour: CsvFlavour; readonly title: string; readonly means: string }[] = [
  {
    flavour: 'exact',
    title: 'Exactly as it is',
    means: 'Every character as Eloqua gave it: to keep, or to import again.',
  },
  {
    flavour: 'spreadsheet',
    title: 'For spreadsheets',
    means: 'Opens well in Excel, and cells that would run as formulas are made harmless. Not for importing again.',
  },
]

/** Saves everything, not only the page that is shown. */
export function SaveMenu({ label = 'Save as CSV', busy, onSave }: SaveMenuProps) {
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
