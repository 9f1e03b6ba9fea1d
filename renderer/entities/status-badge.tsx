import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconClock,
  IconHandStop,
  IconHourglass,
  IconPlayerPause,
  IconProgress,
  IconQuestionMark,
  IconStack2,
  type TablerIcon,
} from '@tabler/icons-react'
import type { TransferState } from '../../shared/contract/transfer.ts'
import type { SyncStatus } from '../../shared/eloqua/eloqua.ts'
import { stateOf } from '../../shared/eloqua/sync-index.ts'
import { isTakenByOthers, mayBeTwice, rowsInPart } from '../../shared/uploads/row-sums.ts'
import type { Upload, UploadState } from '../../shared/uploads/upload.ts'
import {
  SYNC_STATE_WORDS,
  TRANSFER_STATE_WORDS,
  UPLOAD_STATE_WORDS,
  uploadEndWords,
  wordSyncStatus,
} from '../../shared/words/states.ts'
import { StateBadge, type Tone } from '../ui/state-badge.tsx'

interface Look {
  readonly tone: Tone
  readonly icon: TablerIcon
  readonly word: string
}

const SYNC: Readonly<Record<SyncStatus, Look>> = {
  pending: { tone: 'grey', icon: IconClock, word: SYNC_STATE_WORDS.pending },
  active: { tone: 'blue', icon: IconProgress, word: SYNC_STATE_WORDS.active },
  success: { tone: 'green', icon: IconCircleCheck, word: SYNC_STATE_WORDS.success },
  warning: { tone: 'amber', icon: IconAlertTriangle, word: SYNC_STATE_WORDS.warning },
  error: { tone: 'red', icon: IconCircleX, word: SYNC_STATE_WORDS.error },
}

const TRANSFER: Readonly<Record<TransferState, Look>> = {
  queued: { tone: 'grey', icon: IconClock, word: TRANSFER_STATE_WORDS.queued },
  running: { tone: 'blue', icon: IconProgress, word: TRANSFER_STATE_WORDS.running },
  waiting: { tone: 'amber', icon: IconHourglass, word: TRANSFER_STATE_WORDS.waiting },
  paused: { tone: 'grey', icon: IconPlayerPause, word: TRANSFER_STATE_WORDS.paused },
  'needs-you': { tone: 'amber', icon: IconHandStop, word: TRANSFER_STATE_WORDS['needs-you'] },
  done: { tone: 'green', icon: IconCircleCheck, word: TRANSFER_STATE_WORDS.done },
  failed: { tone: 'red', icon: IconCircleX, word: TRANSFER_STATE_WORDS.failed },
  cancelled: { tone: 'grey', icon: IconCircleMinus, word: TRANSFER_STATE_WORDS.cancelled },
}

const UPLOAD: Readonly<Record<UploadState, Look>> = {
  queued: TRANSFER.queued,
  sending: { tone: 'blue', icon: IconProgress, word: UPLOAD_STATE_WORDS.sending },
  waiting: TRANSFER.waiting,
  paused: TRANSFER.paused,
  staged: { tone: 'blue', icon: IconStack2, word: UPLOAD_STATE_WORDS.staged },
  syncing: { tone: 'blue', icon: IconProgress, word: UPLOAD_STATE_WORDS.syncing },
  'needs-you': TRANSFER['needs-you'],
  done: TRANSFER.done,
  stopped: { tone: 'red', icon: IconCircleX, word: UPLOAD_STATE_WORDS.stopped },
}

interface BadgeProps<S> {
  readonly state: S
  /** Without the tinted ground, for table cells. */
  readonly plain?: boolean
}

/** A sync's status. A word Eloqua has not documented is shown as it came. */
export function SyncStatusBadge({ state, plain }: BadgeProps<string>) {
  return <StateBadge {...lookOfSync(state)} plain={plain} />
}

/** What the badge of a sync shows: `errored` is `error` on another of Eloqua's pages. */
export function lookOfSync(status: string): Look {
  const known: Look | undefined = SYNC[(stateOf(status) === 'error' ? 'error' : status) as SyncStatus]
  return known ?? { tone: 'grey', icon: IconQuestionMark, word: wordSyncStatus(status) }
}

export function TransferStateBadge({ state, plain }: BadgeProps<TransferState>) {
  return <StateBadge {...TRANSFER[state]} plain={plain} />
}

/** How an upload stands. One that ended with rows rejected, or lost sight of, is done, and says so in amber. */
export function UploadBadge({ upload, plain }: { readonly upload: BadgeUpload; readonly plain?: boolean }) {
  return <StateBadge {...lookOf(upload)} plain={plain} />
}

/** What the badge of an upload says. */
export function wordUpload(upload: BadgeUpload): string {
  return lookOf(upload).word
}

type BadgeUpload = Pick<Upload, 'state' | 'ledger' | 'logs' | 'error' | 'outcome'>

function lookOf({ state, ledger, logs, error, outcome }: BadgeUpload): Look {
  if (state === 'stopped' && error?.code === 'cancelled') return TRANSFER.cancelled
  if (state === 'stopped' && outcome?.kind === 'incomplete')
    return { ...UPLOAD.stopped, word: uploadEndWords.incomplete }
  if (state !== 'done') return UPLOAD[state]
  const { rejected = 0, unexplained = 0, duplicates = 0 } = ledger
  if (rejected > 0) return { ...SYNC.warning, word: uploadEndWords.rejected(rejected) }
  if (unexplained > 0) return { ...SYNC.warning, word: uploadEndWords.notReported(unexplained) }
  if (hasRemarks(ledger) || isTakenByOthers(outcome)) return { ...SYNC.warning, word: uploadEndWords.remarks }
  if (rowsInPart({ logs }) > 0) return { ...SYNC.warning, word: uploadEndWords.valuesRejected }
  return duplicates > 0 ? { ...SYNC.warning, word: uploadEndWords.duplicates(duplicates) } : UPLOAD.done
}

/** Something that its results tell, and that a green word would hide. */
function hasRemarks(ledger: Upload['ledger']): boolean {
  return mayBeTwice(ledger) || ledger.othersUnread === true
}
