import type { SyncLog } from '../../../../shared/eloqua/eloqua.ts'
import { explainCode } from '../../../../shared/words/code-words.ts'
import { logWords } from '../../../../shared/words/upload-page.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { NumberText } from '../../../ui/number-text.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { Section } from '../section.tsx'
import classes from './upload-body.module.css'

const COLUMNS: readonly Column<SyncLog>[] = [
  {
    key: 'what',
    title: logWords.message,
    render: (log) => (
      <span title={log.message}>{explainCode(log.statusCode)?.words ?? log.message ?? log.statusCode}</span>
    ),
  },
  { key: 'count', title: logWords.rows, width: 90, align: 'end', render: (log) => <NumberText value={log.count} /> },
  { key: 'severity', title: logWords.severity, width: 110, render: (log) => log.severity },
  { key: 'code', title: logWords.code, width: 110, render: (log) => <code>{log.statusCode}</code> },
  { key: 'at', title: logWords.time, width: 140, render: (log) => <TimeText value={log.createdAt} /> },
]

export function UploadLog({ logs }: { readonly logs: readonly SyncLog[] }) {
  const sorted = logs.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
  return (
    <Section title={logWords.title}>
      <div className={classes.list}>
        <DataTable
          label={logWords.title}
          columns={COLUMNS}
          rows={sorted}
          rowKey={(log) => `${log.syncUri} ${log.statusCode} ${log.createdAt}`}
        />
      </div>
    </Section>
  )
}
