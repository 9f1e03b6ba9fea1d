import type { SyncLog } from '../../../shared/eloqua.ts'
import { explainCode } from '../../../shared/elq-codes.ts'
import type { Upload } from '../../../shared/upload.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { NumberText } from '../../components/number-text.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { Section } from './section.tsx'
import classes from './upload.module.css'

const COLUMNS: readonly Column<SyncLog>[] = [
  {
    key: 'what',
    title: 'What Eloqua says',
    render: (log) => explainCode(log.statusCode)?.words ?? log.message ?? log.statusCode,
  },
  { key: 'count', title: 'Rows', width: 90, align: 'end', render: (log) => <NumberText value={log.count} /> },
  { key: 'severity', title: 'Severity', width: 110, render: (log) => log.severity },
  { key: 'code', title: 'Code', width: 110, render: (log) => <code>{log.statusCode}</code> },
  { key: 'at', title: 'At', width: 150, render: (log) => <TimeText value={log.createdAt} /> },
]

export function UploadLog({ logs }: { readonly logs: readonly SyncLog[] }) {
  const sorted = [...logs].sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  return (
    <Section title="Eloqua's log">
      <DataTable
        label="Eloqua's log"
        columns={COLUMNS}
        rows={sorted}
        rowKey={(log) => `${log.syncUri} ${log.statusCode} ${log.createdAt}`}
      />
    </Section>
  )
}

/** What Bulkdesk did, in order. */
export function UploadEvents({ upload }: { readonly upload: Upload }) {
  return (
    <Section title="What happened">
      <ol className={classes.events}>
        {upload.events.map((event) => (
          <li key={`${event.at} ${event.text}`}>
            <TimeText value={event.at} /> <span>{event.text}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
