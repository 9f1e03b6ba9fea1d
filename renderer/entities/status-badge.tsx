import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
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
import type { Upload, UploadState } from '../../shared/uploads/upload.ts'
import { formatCount } from '../../shared/words/numbers.ts'
import { StateBadge, type Tone } from '../ui/state-badge.tsx'

interface Look {
  readonly tone: Tone
  readonly icon: TablerIcon
  readonly word: string
}

const SYNC: Readonly<Record<SyncStatus, Look>> = {
  pending: { tone: 'grey', icon: IconClock, word: 'Pending' },
  active: { tone: 'blue', icon: IconProgress, word: 'Active' },
  success: { tone: 'green', icon: IconCircleCheck, word: 'Success' },
  warning: { tone: 'amber', icon: IconAlertTriangle, word: 'Warning' },
  error: { tone: 'red', icon: IconCircleX, word: 'Error' },
}

const TRANSFER: Readonly<Record<TransferState, Look>> = {
  queued: { tone: 'grey', icon: IconClock, word: 'Queued' },
  running: { tone: 'blue', icon: IconProgress, word: 'Running' },
  waiting: { tone: 'amber', icon: IconHourglass, word: 'Waiting' },
  paused: { tone: 'grey', icon: IconPlayerPause, word: 'Paused' },
  'needs-you': { tone: 'amber', icon: IconHandStop, word: 'Needs you' },
  done: { tone: 'green', icon: IconCircleCheck, word: 'Done' },
  failed: { tone: 'red', icon: IconCircleX, word: 'Failed' },
  cancelled: { tone: 'grey', icon: IconCircleDashed, word: 'Cancelled' },
}

const UPLOAD: Readonly<Record<UploadState, Look>> = {
  queued: TRANSFER.queued,
  sending: { tone: 'blue', icon: IconProgress, word: 'Sending' },
  waiting: TRANSFER.waiting,
  paused: TRANSFER.paused,
  staged: { tone: 'blue', icon: IconStack2, word: 'Staged, not started' },
  syncing: { tone: 'blue', icon: IconProgress, word: 'Syncing' },
  'needs-you': TRANSFER['needs-you'],
  done: TRANSFER.done,
  stopped: { tone: 'red', icon: IconCircleX, word: 'Stopped' },
}

interface BadgeProps<S> {
  readonly state: S
  /** Without the tinted ground, for table cells. */
  readonly plain?: boolean
}

/** A sync's status. A word Eloqua has not documented is shown as it came. */
export function SyncStatusBadge({ state, plain }: BadgeProps<string>) {
  const known: Look | undefined = SYNC[state as SyncStatus]
  return <StateBadge {...(known ?? { tone: 'grey', icon: IconQuestionMark, word: state })} plain={plain} />
}

export function TransferStateBadge({ state, plain }: BadgeProps<TransferState>) {
  return <StateBadge {...TRANSFER[state]} plain={plain} />
}

/** How an upload stands. One that ended with rows refused, or lost sight of, is done, and says so in amber. */
export function UploadBadge({ upload, plain }: { readonly upload: BadgeUpload; readonly plain?: boolean }) {
  return <StateBadge {...lookOf(upload)} plain={plain} />
}

type BadgeUpload = Pick<Upload, 'state' | 'ledger' | 'error' | 'syncStatuses'>

function lookOf({ state, ledger, error, syncStatuses }: BadgeUpload): Look {
  if (state === 'stopped' && error?.code === 'cancelled') return TRANSFER.cancelled
  if (state !== 'done') return UPLOAD[state]
  const refused = ledger.rejected ?? 0
  if (Object.values(syncStatuses).includes('error')) return { ...SYNC.error, word: 'Ended with an error' }
  if (refused > 0) return { ...SYNC.warning, word: `Done, ${formatCount(refused)} refused` }
  const open = Math.max(0, ledger.unexplained ?? 0)
  if (open > 0) return { ...SYNC.warning, word: `Done, ${formatCount(open)} unexplained` }
  return UPLOAD.done
}
