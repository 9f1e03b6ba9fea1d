import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { fixWords, rejectedWords } from '../../../../shared/words/upload-page.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { allRejectedRowsQuery } from '../queries.ts'
import { CorrectionEditor } from './correction-editor.tsx'

interface FixRejectedProps {
  readonly upload: Upload
  readonly opened: boolean
  readonly onClose: () => void
}

/** Edits the rejected rows as they were sent; what comes out is a file of only them, and goes through the check page. */
export function FixRejected({ upload, opened, onClose }: FixRejectedProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={fixWords.title}
      size="92vw"
      closeButtonProps={{ 'aria-label': fixWords.close }}
    >
      <Loaded upload={upload} onClose={onClose} />
    </Modal>
  )
}

function Loaded({ upload, onClose }: Omit<FixRejectedProps, 'opened'>) {
  const rows = useQuery(allRejectedRowsQuery(upload))
  if (rows.error) return <Failure error={rows.error} onRetry={() => void rows.refetch()} inset />
  if (!rows.data) return <SkeletonRows rows={8} label={rejectedWords.loading} />
  return <CorrectionEditor upload={upload} rows={rows.data.items} total={rows.data.total} onClose={onClose} />
}
