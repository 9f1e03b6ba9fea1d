import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { RejectedRow } from '../../../shared/uploads/upload.ts'
import { correctionWords, rejectedWords } from '../../../shared/words/rejects.ts'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Failure } from '../failure/failure.tsx'
import { CorrectionEditor } from './correction-editor.tsx'
import type { RejectSource } from './reject-source.ts'

interface FixRejectsProps {
  readonly source: RejectSource
  readonly opened: boolean
  readonly onClose: () => void
}

/** Edits the rejected rows as they were sent; what comes out is a file of only them, and goes through the check page. */
export function FixRejects({ source, opened, onClose }: FixRejectsProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={correctionWords.title} size="92vw">
      <Loaded source={source} onClose={onClose} />
    </Modal>
  )
}

function Loaded({ source, onClose }: Omit<FixRejectsProps, 'opened'>) {
  const rows = useQuery({
    queryKey: [...source.key, 'all'],
    queryFn: () => readAll(source),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (rows.error) return <Failure error={rows.error} onRetry={() => void rows.refetch()} inset />
  if (!rows.data) return <SkeletonRows rows={8} label={rejectedWords.loading} />
  return <CorrectionEditor source={source} rows={rows.data.items} total={rows.data.total} onClose={onClose} />
}

/** Most rejected rows that are fixed in the window; who has more saves them as CSV. */
const MAX_FIXED_ROWS = 5_000
const ROWS_AT_ONCE = 1_000

/** All rejected rows, up to MAX_FIXED_ROWS; `total` says how many there are. */
async function readAll({ read }: RejectSource) {
  const items: RejectedRow[] = []
  while (true) {
    const page = await read(items.length, Math.min(ROWS_AT_ONCE, MAX_FIXED_ROWS - items.length))
    items.push(...page.items)
    const isEnd = !page.hasMore || page.items.length === 0 || items.length >= MAX_FIXED_ROWS
    if (isEnd) return { items, total: page.totalResults ?? items.length }
  }
}
