import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatCount, formatCounted } from '../../../../shared/words/numbers.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { definitionQuery } from '../../../entities/definition/definition-queries.ts'
import { announce } from '../../../ui/announcer.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { go } from '../../../window/navigation.ts'
import { leaveOut, type OpenedFiles, useUnfinishedChecks, waitingFiles } from './unfinished-checks.ts'
import classes from './unfinished-list.module.css'

/** Files that were opened and neither sent nor cancelled: what was chosen for them waits here. */
export function UnfinishedList() {
  const checks = useUnfinishedChecks(useActiveConnection()?.id)
  if (checks.length === 0) return null
  return (
    <section className={classes.place} aria-labelledby="unfinished-checks">
      <h2 id="unfinished-checks" className={classes.title}>
        {formatCounted(checks.length, 'unfinished check')}
      </h2>
      <p className={classes.note}>Nothing of these files was sent. What you chose is kept until Bulkdesk quits.</p>
      <div className={classes.list}>
        <DataTable label="Unfinished checks" columns={COLUMNS} rows={checks} rowKey={({ id }) => id} onOpen={goOn} />
      </div>
    </section>
  )
}

const COLUMNS: readonly Column<OpenedFiles>[] = [
  {
    key: 'files',
    title: 'File',
    render: (entry) => <Files entry={entry} />,
  },
  { key: 'target', title: 'Target', render: (entry) => <Target uri={targetOf(entry)} /> },
  { key: 'opened', title: 'Opened', width: 110, render: ({ openedAt }) => <TimeText value={openedAt} /> },
  { key: 'act', title: 'Actions', untitled: true, width: 160, align: 'end', render: (entry) => <Acts entry={entry} /> },
]

function Acts({ entry }: { readonly entry: OpenedFiles }) {
  const { id } = entry
  const waiting = waitingFiles(entry)
  const name = fileWords(entry)
  function discard() {
    leaveOut(
      id,
      waiting.map(({ fileId }) => fileId),
    )
    announce(`The check of ${name} was discarded`)
  }
  return (
    <span className={classes.acts}>
      <Button size="xs" aria-label={`Discard the check of ${name}`} variant="subtle" color="gray" onClick={discard}>
        Discard
      </Button>
      <Button size="xs" aria-label={`Go on with ${name}`} onClick={() => goOn(entry)}>
        Go on
      </Button>
    </span>
  )
}

function Target({ uri }: { readonly uri: string | undefined }) {
  const { data } = useQuery({ ...definitionQuery(uri ?? ''), enabled: uri !== undefined })
  if (uri === undefined) return <span className={classes.dim}>not chosen yet</span>
  return <span title={uri}>{data?.name ?? uri}</span>
}

function goOn({ files }: OpenedFiles): void {
  go({ screen: 'upload', files })
}

/** A long name gives way, how many more there are does not. */
function Files({ entry }: { readonly entry: OpenedFiles }) {
  return (
    <span className={classes.files} title={fileNames(entry)}>
      <span className={classes.name}>{waitingFiles(entry)[0]?.name}</span>
      <span>{moreWords(entry)}</span>
    </span>
  )
}

function fileWords(entry: OpenedFiles): string {
  return `${waitingFiles(entry)[0]?.name ?? ''}${moreWords(entry)}`
}

/** Of `contacts.csv and 2 more, 1 of 4 sent` what follows the name. */
function moreWords(entry: OpenedFiles): string {
  const waiting = waitingFiles(entry)
  const more = waiting.length > 1 ? ` and ${formatCount(waiting.length - 1)} more` : ''
  const sent = Object.keys(entry.sent).length
  const done = sent > 0 ? `, ${formatCount(sent)} of ${formatCount(entry.files.length)} sent` : ''
  return `${more}${done}`
}

function fileNames(entry: OpenedFiles): string {
  return waitingFiles(entry)
    .map(({ name }) => name)
    .join(', ')
}

/** Of the file that comes up when one goes on. */
function targetOf(entry: OpenedFiles): string | undefined {
  const waiting = waitingFiles(entry)
  const next = waiting.find(({ fileId }) => fileId === entry.shownId) ?? waiting[0]
  return next && entry.drafts[next.fileId]?.targetUri
}
