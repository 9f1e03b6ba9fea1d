import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { draftWords } from '../../../../shared/words/upload-check.ts'
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
        {draftWords.title(checks.length)}
      </h2>
      <p className={classes.note}>{draftWords.hint}</p>
      <div className={classes.list}>
        <DataTable label={draftWords.label} columns={COLUMNS} rows={checks} rowKey={({ id }) => id} onOpen={goOn} />
      </div>
    </section>
  )
}

const COLUMNS: readonly Column<OpenedFiles>[] = [
  {
    key: 'files',
    title: draftWords.file,
    render: (entry) => <Files entry={entry} />,
  },
  { key: 'target', title: draftWords.destination, render: (entry) => <Target uri={targetOf(entry)} /> },
  { key: 'opened', title: draftWords.opened, width: 110, render: ({ openedAt }) => <TimeText value={openedAt} /> },
  {
    key: 'act',
    title: draftWords.actions,
    untitled: true,
    width: 160,
    align: 'end',
    render: (entry) => <Acts entry={entry} />,
  },
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
    announce(draftWords.discarded(name))
  }
  return (
    <span className={classes.acts}>
      <Button size="xs" aria-label={draftWords.discardOne(name)} variant="subtle" color="gray" onClick={discard}>
        {draftWords.discard}
      </Button>
      <Button size="xs" aria-label={draftWords.goOne(name)} onClick={() => goOn(entry)}>
        {draftWords.go}
      </Button>
    </span>
  )
}

function Target({ uri }: { readonly uri: string | undefined }) {
  const { data } = useQuery({ ...definitionQuery(uri ?? ''), enabled: uri !== undefined })
  if (uri === undefined) return <span className={classes.dim}>{draftWords.noDestination}</span>
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

function moreWords(entry: OpenedFiles): string {
  return draftWords.more({
    waiting: waitingFiles(entry).length,
    sent: Object.keys(entry.sent).length,
    files: entry.files.length,
  })
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
