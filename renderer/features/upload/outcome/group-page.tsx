import { Button } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { parseSyncUri } from '../../../../shared/eloqua/sync.ts'
import { type FilePart, type RowSum, type SentPart, sumOfFile } from '../../../../shared/uploads/row-sums.ts'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { type GroupSums, resultIn, standingOf, sumOfGroup } from '../../../../shared/uploads/upload-group.ts'
import { groupSentence, whyWords, groupWords as words } from '../../../../shared/words/upload-group.ts'
import { partHint, partWords } from '../../../../shared/words/upload-page.ts'
import { api, subscribe } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { UploadBadge } from '../../../entities/status-badge.tsx'
import { announce } from '../../../ui/announcer.tsx'
import { BackButton } from '../../../ui/back-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { NumberText } from '../../../ui/number-text.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { go, goBack } from '../../../window/navigation.ts'
import { useEscape } from '../../../window/use-escape.ts'
import { useUnfinishedChecks, waitingFiles } from '../check/unfinished-checks.ts'
import { groupQuery } from '../queries.ts'
import classes from '../together/files.module.css'
import { RowSums } from './ledger-view.tsx'

/** What became of files that were sent together: one line each, their sums, and one receipt of all. */
export function GroupPage({ groupId }: { readonly groupId: string }) {
  const client = useQueryClient()
  useEscape(goBack)
  useEffect(
    () => subscribe('upload-changed', () => void client.invalidateQueries({ queryKey: groupQuery(groupId).queryKey })),
    [client, groupId],
  )
  const uploads = useQuery(groupQuery(groupId))
  if (uploads.data) return <Known groupId={groupId} uploads={uploads.data} />
  return (
    <Page title={words.label} before={<BackButton onClick={goBack} />}>
      {uploads.error ? (
        <Failure error={uploads.error} onRetry={() => void uploads.refetch()} inset />
      ) : (
        <SkeletonRows rows={8} label={words.loading} />
      )}
    </Page>
  )
}

interface KnownProps {
  readonly groupId: string
  readonly uploads: readonly Upload[]
}

function Known({ groupId, uploads }: KnownProps) {
  const sums = sumOfGroup(uploads)
  const isGoing = uploads.some((upload) => standingOf(upload, uploads) === 'going')
  const [first] = uploads
  return (
    <Page
      title={words.title(uploads.length)}
      before={<BackButton onClick={goBack} />}
      context={
        first ? (
          <>
            {first.connectionLabel} · {first.user} · <TimeText value={first.createdAt} />
          </>
        ) : null
      }
      actions={<SaveReceipt groupId={groupId} isPrimary={!isGoing} />}
    >
      <p role="status" className={classes.sentence}>
        {groupSentence(uploads)}
      </p>
      <RowSums
        whole={words.inFiles}
        file={inSight(sums.file)}
        sent={sums.sent}
        lead={words.lead(sums.sent?.rows ?? 0, sums.besides)}
        hint={(kind) => partHint(kind, { state: 'stopped', way: 'straight' })}
      />
      <StillHere groupId={groupId} />
      <div className={classes.list}>
        <DataTable
          label={words.label}
          columns={columnsOf(sums, uploads)}
          rows={uploads}
          rowKey={({ uploadId }) => uploadId}
          onOpen={({ uploadId }) => go({ screen: 'upload', uploadId })}
        />
      </div>
    </Page>
  )
}

function SaveReceipt({ groupId, isPrimary }: { readonly groupId: string; readonly isPrimary: boolean }) {
  const save = useMutation({
    mutationFn: () => api.saveGroupReceipt({ groupId }),
    onSuccess: ({ saved }) => saved && announce(words.saved),
    meta: { context: 'saving' },
  })
  return (
    <Button
      variant={isPrimary ? 'filled' : 'default'}
      leftSection={<IconReceipt size={14} stroke={1.5} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {save.data?.saved ? words.saved : words.saveReceipt}
    </Button>
  )
}

/** Files of the same drop that asked to be looked at. */
function StillHere({ groupId }: { readonly groupId: string }) {
  const entry = useUnfinishedChecks(useActiveConnection()?.id).find((one) => one.groupId === groupId)
  if (!entry) return null
  const left = waitingFiles(entry).length
  return (
    <div className={classes.left}>
      <span>{words.left(left)}</span>
      <Button onClick={() => go({ screen: 'upload', files: entry.files })}>{words.goOn(left)}</Button>
    </div>
  )
}

/** The columns are the parts of the sums, in the same words: each is there where any file has such rows. */
function columnsOf({ file, sent }: GroupSums, uploads: readonly Upload[]): readonly Column<Upload>[] {
  return [
    { key: 'file', title: words.file, width: 190, render: ({ file: { name } }) => <span title={name}>{name}</span> },
    {
      key: 'definition',
      title: words.destination,
      width: 150,
      render: ({ definition }) => <span title={definition.uri}>{definition.name}</span>,
    },
    { key: 'state', title: words.state, render: (upload) => <Standing upload={upload} /> },
    count('rows', words.rows, ({ ledger }) => ledger.inFile),
    ...inSight(file).parts.map(({ kind }) => count(kind, partWords(kind), (of) => rowsIn(sumOfFile(of), kind) ?? 0)),
    ...(sent ? inSight(sent).parts : []).map(({ kind }) =>
      count(kind, partWords(kind), (of) => rowsIn(resultIn(of, uploads), kind)),
    ),
    { key: 'syncs', title: words.syncs, width: 80, render: ({ syncUris }) => syncUris.map(syncLink) },
  ]
}

/** Without the parts that no file has rows of. What was sent is told in any case. */
function inSight<K extends FilePart | SentPart>({ rows, parts }: RowSum<K>): RowSum<K> {
  return { rows, parts: parts.filter((part) => part.rows > 0 || part.kind === 'sent') }
}

function rowsIn<K>({ parts }: RowSum<K>, kind: K): number | undefined {
  return parts.find((part) => part.kind === kind)?.rows
}

function count(key: string, title: string, of: (upload: Upload) => number | undefined): Column<Upload> {
  const width = Math.max(72, title.length * 8 + 16)
  return { key, title, width, align: 'end', render: (upload) => <NumberText value={of(upload)} /> }
}

function Standing({ upload }: { readonly upload: Upload }) {
  const why = whyWords(upload)
  return (
    <span className={classes.findings} title={why}>
      <UploadBadge upload={upload} plain />
      <span className={classes.reasons}>{why}</span>
    </span>
  )
}

function syncLink(uri: string) {
  const id = parseSyncUri(uri)
  if (id === undefined) return null
  return (
    <Button key={uri} size="xs" variant="subtle" onClick={() => go({ screen: 'sync', id })}>
      {id}
    </Button>
  )
}
