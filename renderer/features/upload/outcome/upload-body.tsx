import { Button } from '@mantine/core'
import { parseSyncUri } from '../../../../shared/eloqua/sync.ts'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { uploadPage } from '../../../../shared/words/upload-page.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { SyncStatusBadge } from '../../../entities/status-badge.tsx'
import { go } from '../../../window/navigation.ts'
import { Section } from '../section.tsx'
import { LedgerView } from './ledger-view.tsx'
import { LeftWaiting } from './left-waiting.tsx'
import { QuestionView } from './question-view.tsx'
import { Receipt } from './receipt.tsx'
import { RejectedRows } from './rejected-rows.tsx'
import { Staged } from './staged.tsx'
import { UnsentRows } from './unsent-rows.tsx'
import classes from './upload-body.module.css'
import { UploadLog } from './upload-log.tsx'
import { UploadProgress } from './upload-progress.tsx'

/** What became of the file: where it stands, the ledger of its rows, what Eloqua logged and rejected, what was sent. */
export function UploadBody({ upload }: { readonly upload: Upload }) {
  const { state, question, error, logs, events, waiting } = upload
  const hasFailed = state === 'stopped' && error && error.code !== 'cancelled'
  return (
    <>
      <UploadProgress upload={upload} />
      {/* The same question may come again: every event makes it a new one. */}
      {question ? <QuestionView key={events.length} upload={upload} question={question} /> : null}
      {state === 'staged' ? <Staged upload={upload} /> : null}
      {waiting && (state === 'done' || state === 'stopped') ? <LeftWaiting upload={upload} waiting={waiting} /> : null}
      {hasFailed ? (
        <div className={classes.failure}>
          <Failure error={error} context="uploading" inset />
        </div>
      ) : null}
      <LedgerView upload={upload} />
      <Syncs upload={upload} />
      <UnsentRows upload={upload} />
      {logs.length > 0 ? (
        <>
          <RejectedRows upload={upload} />
          <UploadLog logs={logs} />
        </>
      ) : null}
      <Receipt upload={upload} />
    </>
  )
}

function Syncs({ upload }: { readonly upload: Upload }) {
  const { syncUris, syncStatuses } = upload
  if (syncUris.length === 0) return null
  return (
    <Section title={uploadPage.syncs(syncUris.length)}>
      <ul className={classes.syncs}>
        {syncUris.map((uri) => {
          const id = parseSyncUri(uri)
          return (
            <li key={uri}>
              <Button size="xs" onClick={() => id !== undefined && go({ screen: 'sync', id })}>
                {uploadPage.openSync(id)}
              </Button>
              <SyncStatusBadge state={syncStatuses[uri] ?? 'pending'} />
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
