import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { parseSyncUri } from '../../../shared/sync.ts'
import type { Upload } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import { Facts } from '../../components/facts.tsx'
import { Failure } from '../../components/failure.tsx'
import { formatBytes } from '../../components/numbers.ts'
import { SyncStatusBadge } from '../../components/status-badge.tsx'
import { go } from '../../navigation.ts'
import { LedgerView } from './ledger-view.tsx'
import { QuestionView } from './question-view.tsx'
import { RefusedRows } from './refused-rows.tsx'
import { Section } from './section.tsx'
import classes from './upload.module.css'
import { UploadEvents, UploadLog } from './upload-log.tsx'
import { UploadProgress } from './upload-progress.tsx'

/** What became of the file: where it stands, the ledger of its rows, what Eloqua logged and refused, what was sent. */
export function UploadBody({ upload }: { readonly upload: Upload }) {
  const hasLogs = upload.logs.length > 0
  return (
    <>
      <UploadProgress upload={upload} />
      {upload.question ? <QuestionView uploadId={upload.uploadId} question={upload.question} /> : null}
      {upload.state === 'staged' ? <Staged upload={upload} /> : null}
      {upload.state === 'stopped' && upload.error && upload.error.code !== 'cancelled' ? (
        <Failure error={upload.error} context="uploading" inset />
      ) : null}
      <LedgerView upload={upload} />
      <Syncs upload={upload} />
      {hasLogs ? <RefusedRows upload={upload} /> : null}
      {hasLogs ? <UploadLog logs={upload.logs} /> : null}
      <Section title="What was sent">
        <Facts items={receiptFacts(upload)} />
      </Section>
      <UploadEvents upload={upload} />
    </>
  )
}

function Staged({ upload }: { readonly upload: Upload }) {
  const start = useMutation({ mutationFn: () => api.startStagedSync({ uploadId: upload.uploadId }) })
  const discard = useMutation({ mutationFn: () => api.discardStaged({ uploadId: upload.uploadId }) })
  return (
    <div className={classes.staged} role="status">
      <p>
        Everything has arrived and waits at {upload.definition.name}. Nothing is applied until you start the sync; it
        then takes everything that waits there, also what a colleague staged.
      </p>
      <Button size="md" variant="filled" loading={start.isPending} onClick={() => start.mutate()}>
        Start the sync now
      </Button>
      <Button size="md" loading={discard.isPending} onClick={() => discard.mutate()}>
        Clear what is staged
      </Button>
    </div>
  )
}

function Syncs({ upload }: { readonly upload: Upload }) {
  if (upload.syncUris.length === 0) return null
  return (
    <ul className={classes.syncs} aria-label="Syncs of this upload">
      {upload.syncUris.map((uri) => {
        const id = parseSyncUri(uri)
        return (
          <li key={uri}>
            <Button variant="subtle" onClick={() => id !== undefined && go({ screen: 'sync', id })}>
              Open sync {id}
            </Button>
            <SyncStatusBadge state={upload.syncStatuses[uri] ?? 'pending'} />
          </li>
        )
      })}
    </ul>
  )
}

function receiptFacts(upload: Upload): readonly (readonly [string, React.ReactNode])[] {
  const { file, definition, way, scope, mappingWords, parts } = upload
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  return [
    ['File', `${file.name}, ${formatBytes(file.size)}`],
    ['SHA-256', <code key="hash">{file.sha256}</code>],
    ['Definition', `${definition.name} (${definition.uri})`],
    ['Way', way === 'straight' ? 'straight to the definition' : 'through a private copy, deleted afterwards'],
    ['Rows chosen', scope === 'first-50' ? 'a trial of the first 50 good rows' : 'all good rows'],
    ['Columns', mappingWords.map(({ field, source }) => `${source} → ${field}`).join(', ')],
    ['Parts', `${parts.length} of together ${formatBytes(bytes)}`],
  ]
}
