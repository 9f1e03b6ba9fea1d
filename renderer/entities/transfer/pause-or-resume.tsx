import { Button, Tooltip } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import { transferActionWords } from '../../../shared/words/transfers.ts'
import { api } from '../../api.ts'
import { ReasonedButton } from '../../ui/reasoned-button.tsx'

interface PauseOrResumeProps {
  readonly transfer: Transfer
  readonly size: 'xs' | 'sm'
  /** What it means stands beside it already. */
  readonly isExplained?: boolean
  readonly act: (act: () => Promise<void>) => void
}

/** Pause while something can be held back, Resume once it was; what either means is read on hover and focus. */
export function PauseOrResume({ transfer, size, isExplained, act }: PauseOrResumeProps) {
  const { transferId, title, pauseMeans, resumeMeans, whyNoPause } = transfer
  if (resumeMeans) {
    return (
      <Tooltip label={resumeMeans} disabled={isExplained} multiline maw={320}>
        <Button
          size={size}
          leftSection={<IconPlayerPlay size={14} stroke={1.5} aria-hidden />}
          aria-label={transferActionWords.resumeOf(title)}
          onClick={() => act(() => api.resumeTransfer({ transferId }))}
        >
          {transferActionWords.resume}
        </Button>
      </Tooltip>
    )
  }
  if (!pauseMeans && !whyNoPause) return null
  const icon = <IconPlayerPause size={14} stroke={1.5} aria-hidden />
  const pause = () => act(() => api.pauseTransfer({ transferId }))
  if (!pauseMeans) {
    return (
      <ReasonedButton size={size} leftSection={icon} disabledBecause={whyNoPause} onClick={pause}>
        {transferActionWords.pause}
      </ReasonedButton>
    )
  }
  return (
    <Tooltip label={pauseMeans} disabled={isExplained} multiline maw={320}>
      <Button size={size} leftSection={icon} aria-label={transferActionWords.pauseOf(title)} onClick={pause}>
        {transferActionWords.pause}
      </Button>
    </Tooltip>
  )
}
