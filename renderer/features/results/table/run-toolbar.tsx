import { IconArrowsDiff, IconChartBar } from '@tabler/icons-react'
import { memo } from 'react'
import { compareWords } from '../../../../shared/words/compare.ts'
import { groupWords } from '../../../../shared/words/result-analysis.ts'
import { resultWords } from '../../../../shared/words/results.ts'
import { go } from '../../../window/navigation.ts'
import { BarButton } from './bar-button.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { CopyMenu } from './copy-menu.tsx'
import { FindBox } from './find-box.tsx'
import { GoToRow } from './go-to-row.tsx'
import { KeepButton } from './keep-button.tsx'
import type { RunTable } from './run-table.ts'
import classes from './run-toolbar.module.css'
import { SaveRowsMenu } from './save-rows-menu.tsx'

interface RunToolbarProps {
  readonly table: RunTable
  readonly onFind: (text: string) => void
}

/** What can be done with a run's rows. It renders for itself: rows that come while one scrolls leave it alone. */
export const RunToolbar = memo(function RunToolbar({ table, onFind }: RunToolbarProps) {
  const { run, view, columns } = table
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={resultWords.label}>
      <FindBox table={table} onFind={onFind} />
      <GoToRow rows={view.source.rows} onGo={(row) => table.select(row)} />
      <span className={classes.gap} />
      <BarButton
        icon={IconChartBar}
        label={groupWords.button}
        onClick={() => table.showPanel({ kind: 'groups', by: [table.active().column] })}
      />
      <BarButton
        icon={IconArrowsDiff}
        label={compareWords.button}
        onClick={() => go({ screen: 'compare', runId: run.runId })}
      />
      <ColumnsMenu columns={columns} />
      <CopyMenu table={table} />
      <KeepButton run={run} />
      <SaveRowsMenu table={table} />
    </div>
  )
})
