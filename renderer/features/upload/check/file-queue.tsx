import { Button, CloseButton } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { SourceFile } from '../../../../shared/csv/csv.ts'
import { formatBytes } from '../../../../shared/words/numbers.ts'
import { fileQueue } from '../../../../shared/words/upload-check.ts'
import { UploadBadge } from '../../../entities/status-badge.tsx'
import { go } from '../../../window/navigation.ts'
import { uploadQuery, useUploadEvents } from '../queries.ts'
import classes from './file-queue.module.css'
import { leaveOut, type OpenedFiles, showAll, showFile } from './unfinished-checks.ts'

interface FileQueueProps {
  readonly entry: OpenedFiles
  readonly shownId: string
}

/** The files that were dropped together: which one is shown, which were sent and what became of them. */
export function FileQueue({ entry, shownId }: FileQueueProps) {
  const { sent, leftOut } = entry
  const files = entry.files.filter(({ fileId }) => !leftOut.includes(fileId))
  const count = Object.keys(sent).length
  return (
    <nav className={classes.queue} aria-label={fileQueue.label}>
      <p className={classes.count} role="status">
        {fileQueue.sent(count, files.length)}
      </p>
      <ul className={classes.files}>
        <li>
          <Button size="xs" variant="subtle" onClick={() => showAll(entry.id)}>
            {fileQueue.all}
          </Button>
        </li>
        {files.map((file) => {
          const uploadId = sent[file.fileId]
          return (
            <li key={file.fileId} data-shown={file.fileId === shownId || undefined}>
              <IconFileTypeCsv size={16} stroke={1.5} aria-hidden />
              {uploadId === undefined ? (
                <Waiting entryId={entry.id} file={file} isShown={file.fileId === shownId} />
              ) : (
                <Sent file={file} uploadId={uploadId} />
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

interface WaitingProps {
  readonly entryId: string
  readonly file: SourceFile
  readonly isShown: boolean
}

function Waiting({ entryId, file, isShown }: WaitingProps) {
  const { fileId, name, size } = file
  return (
    <>
      <button
        type="button"
        className={classes.file}
        aria-current={isShown ? 'true' : undefined}
        title={name}
        onClick={() => showFile(entryId, fileId)}
      >
        <span className={classes.name}>{name}</span>
        <span className={classes.dim}>{formatBytes(size)}</span>
      </button>
      {isShown ? null : (
        <CloseButton size="sm" aria-label={fileQueue.skip(name)} onClick={() => leaveOut(entryId, [fileId])} />
      )}
    </>
  )
}

function Sent({ file, uploadId }: { readonly file: SourceFile; readonly uploadId: string }) {
  useUploadEvents(uploadId)
  const upload = useQuery(uploadQuery(uploadId))
  return (
    <span className={classes.file}>
      <span className={classes.name} title={file.name}>
        {file.name}
      </span>
      {upload.data ? <UploadBadge upload={upload.data} plain /> : null}
      <Button size="xs" variant="subtle" onClick={() => go({ screen: 'upload', uploadId })}>
        {fileQueue.open}
      </Button>
    </span>
  )
}
