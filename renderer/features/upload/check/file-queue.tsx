import { Button } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { SourceFile } from '../../../../shared/csv.ts'
import { formatBytes, formatCount } from '../../../components/numbers.ts'
import { UploadBadge } from '../../../components/status-badge.tsx'
import { go } from '../../../navigation.ts'
import { uploadQuery, useUploadEvents } from '../queries.ts'
import classes from './file-queue.module.css'

interface FileQueueProps {
  readonly files: readonly SourceFile[]
  readonly shownId: string
  readonly sent: Readonly<Record<string, string>>
  readonly onShow: (fileId: string) => void
}

/** The files that were dropped together: which one is shown, which were sent and what became of them. */
export function FileQueue({ files, shownId, sent, onShow }: FileQueueProps) {
  const count = Object.keys(sent).length
  return (
    <nav className={classes.queue} aria-label="Files of this drop">
      <p className={classes.count} role="status">
        {formatCount(count)} of {formatCount(files.length)} files sent
      </p>
      <ul className={classes.files}>
        {files.map((file) => {
          const uploadId = sent[file.fileId]
          return (
            <li key={file.fileId} data-shown={file.fileId === shownId || undefined}>
              <IconFileTypeCsv size={16} stroke={1.5} aria-hidden />
              {uploadId === undefined ? (
                <Waiting file={file} isShown={file.fileId === shownId} onShow={() => onShow(file.fileId)} />
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
  readonly file: SourceFile
  readonly isShown: boolean
  readonly onShow: () => void
}

function Waiting({ file, isShown, onShow }: WaitingProps) {
  return (
    <button
      type="button"
      className={classes.file}
      aria-current={isShown ? 'true' : undefined}
      title={file.name}
      onClick={onShow}
    >
      <span className={classes.name}>{file.name}</span>
      <span className={classes.dim}>{isShown ? 'being checked' : formatBytes(file.size)}</span>
    </button>
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
        Open
      </Button>
    </span>
  )
}
