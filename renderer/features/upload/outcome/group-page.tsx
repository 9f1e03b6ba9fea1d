import { Button } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { parseSyncUri } from '../../../../shared/eloqua/sync.ts'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { type GroupTotals, groupTotals } from '../../../../shared/uploads/upload-group.ts'
import { groupSentence, groupWords as words } from '../../../../shared/words/upload-files.ts'
import { api, subscribe } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { UploadBadge } from '../../../entities/status-badge.tsx'
import { announce } from '../../../ui/announcer.tsx'
import { BackButton } from '../../../ui/back-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Figure, FigureRow } from '../../../ui/figure.tsx'
import { NumberText } from '../../../ui/number-text.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { go, goBack } from '../../../window/navigation.ts'
import { useEscape } from '../../../window/use-escape.ts'
import { useUnfinishedChecks, waitingFiles } from '../check/unfinished-checks.ts'
import { groupQuery } from '../queries.ts'
import classes from '../together/files.module.css'

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
  const totals = groupTotals(uploads)
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
      actions={<SaveReceipt groupId={groupId} isPrimary={totals.atRest === totals.files} />}
    >
      <p role="status" className={classes.sentence}>
        {groupSentence(totals)}
      </p>
      <FigureRow>
        <Totals totals={totals} />
      </FigureRow>
      <StillHere groupId={groupId} />
      <div className={classes.list}>
        <DataTable
          label={words.label}
          columns={COLUMNS}
          rows={uploads}
          rowKey={({ uploadId }) => uploadId}
          onOpen={({ uploadId }) => go({ screen: 'upload', uploadId })}
        />
      </div>
    </Page>
  )
}

function Totals({ totals }: { readonly totals: GroupTotals }) {
  const { rows, sent, created, updated, acted, duplicates, rejected, heldBack } = totals
  const figures = [
    [words.rows, rows],
    [words.sent, sent],
    [words.created, created],
    [words.updated, updated],
    [words.acted, acted],
    [words.duplicates, duplicates],
    [words.rejected, rejected],
    [words.notSent, heldBack],
  ] as const
  const doubtful: ReadonlySet<string> = new Set([words.rejected, words.notSent])
  return figures.map(([label, value]) =>
    value === undefined ? null : (
      <Figure
        key={label}
        label={label}
        value={<NumberText value={value} />}
        tone={value > 0 && doubtful.has(label) ? 'amber' : undefined}
      />
    ),
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

const COLUMNS: readonly Column<Upload>[] = [
  { key: 'file', title: words.file, render: ({ file }) => <span title={file.name}>{file.name}</span> },
  {
    key: 'definition',
    title: words.destination,
    width: 170,
    render: ({ definition }) => <span title={definition.uri}>{definition.name}</span>,
  },
  { key: 'state', title: words.state, width: 150, render: (upload) => <UploadBadge upload={upload} plain /> },
  {
    key: 'rows',
    title: words.sent,
    width: 84,
    align: 'end',
    render: ({ ledger }) => <NumberText value={ledger.sent} />,
  },
  count('created'),
  count('updated'),
  count('rejected'),
  {
    key: 'held',
    title: words.notSent,
    width: 80,
    align: 'end',
    render: ({ ledger }) => <NumberText value={ledger.heldBack} />,
  },
  { key: 'syncs', title: words.syncs, width: 90, render: ({ syncUris }) => syncUris.map(syncLink) },
]

function count(kind: 'created' | 'updated' | 'rejected'): Column<Upload> {
  const render = ({ ledger }: Upload) => <NumberText value={ledger[kind]} />
  return { key: kind, title: words[kind], width: 76, align: 'end', render }
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
