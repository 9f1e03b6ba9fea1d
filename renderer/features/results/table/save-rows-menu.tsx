import { Menu } from '@mantine/core'
import { IconCalendarRepeat, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { SaveFormat } from '../../../../shared/contract/run.ts'
import { jobFormWords } from '../../../../shared/words/jobs.ts'
import { saveWords } from '../../../../shared/words/result-view.ts'
import { columnsWords } from '../../../../shared/words/results.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { useRunAgain } from '../../../entities/job/use-run-again.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { BarButton } from './bar-button.tsx'
import type { RunTable } from './run-table.ts'
import classes from './run-toolbar.module.css'
import { type SaveScope, useSaveRows } from './use-save-rows.ts'
import { isPlain } from './view-state.ts'

const words = saveWords
const FORMATS = Object.entries(words.formats) as [SaveFormat, { title: string; hint: string }][]

/** Saves all rows, the filtered or sorted ones, or the selected cells, in one of four formats. */
export function SaveRowsMenu({ table }: { readonly table: RunTable }) {
  const { run, view, columns } = table
  const [wanted, setScope] = useState<SaveScope>()
  const [onlyShown, setOnlyShown] = useState(false)
  // Counted when the menu opens: the toolbar does not follow every key.
  const [selectedRows, setSelectedRows] = useState(0)
  const saving = useSaveRows(table)
  const runAgain = useRunAgain(run.definition)
  const canRunAgain = useActiveConnection()?.id === run.connection.id && run.what === 'data' && run.definition
  const isAll = isPlain(view.state)
  const scope = wanted === 'view' && isAll ? 'all' : (wanted ?? (isAll ? 'all' : 'view'))
  const scopes: readonly (readonly [SaveScope, string])[] = [
    ['all', words.all(run.rows)],
    ...(isAll ? [] : ([['view', words.filtered(view.source.rows)]] as const)),
    ...(selectedRows > 0 ? ([['selection', words.selected(selectedRows)]] as const) : []),
  ]
  return (
    <>
      <Menu position="bottom-end" width={320} onOpen={() => setSelectedRows(countSelectedRows(table))}>
        <Menu.Target>
          <BarButton icon={IconDownload} label={words.title} variant="default" loading={saving.isPending} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{words.rows}</Menu.Label>
          <Menu.RadioGroup value={scope} onChange={(value) => setScope(value as SaveScope)}>
            {scopes.map(([value, label]) => (
              <Menu.RadioItem key={value} value={value}>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          {columns.layout.hidden.length > 0 && scope !== 'selection' ? (
            <Menu.CheckboxItem value="shown" checked={onlyShown} onChange={setOnlyShown}>
              {columnsWords.onlyShown}
            </Menu.CheckboxItem>
          ) : null}
          <Menu.Divider />
          <Menu.Label>{words.format}</Menu.Label>
          {FORMATS.map(([format, { title, hint }]) => (
            <Menu.Item key={format} onClick={() => saving.save({ format, scope, onlyShown })}>
              {title}
              <span className={classes.hint}>{hint}</span>
            </Menu.Item>
          ))}
          {canRunAgain ? (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconCalendarRepeat size={16} stroke={1.5} aria-hidden />}
                onClick={runAgain.open}
              >
                {jobFormWords.open}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {runAgain.form}
      <ConfirmDialog
        opened={saving.doubts.length > 0}
        title={words.checkTitle}
        confirm={words.confirm}
        cancel={words.cancel}
        onConfirm={saving.confirm}
        onClose={saving.dismiss}
      >
        {saving.doubts.map((doubt) => (
          <p key={doubt}>{doubt}</p>
        ))}
      </ConfirmDialog>
    </>
  )
}

/** Rows of the selection; 0 while it is one cell, which no one means to save. */
function countSelectedRows({ boxes }: RunTable): number {
  const all = boxes()
  const cells = all.reduce((sum, box) => sum + (box.lastRow - box.firstRow + 1) * box.columns.length, 0)
  return cells <= 1 ? 0 : all.reduce((sum, box) => sum + box.lastRow - box.firstRow + 1, 0)
}
