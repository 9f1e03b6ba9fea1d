import { ActionIcon, Tooltip } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import { controlWords } from '../../shared/words/controls.ts'

interface ToolButtonProps {
  readonly icon: TablerIcon
  /** The button's name, shown as its tooltip. */
  readonly label: string
  /** Shown beside the label: `⌘R`. */
  readonly keys?: string
  readonly onClick: () => void
  /** Why it cannot be used now; the button is then off, and says so. */
  readonly disabledBecause?: string
  readonly pressed?: boolean
}

/** An icon in a toolbar: named, with a tooltip. A button that is off stays focusable, so that it can say why. */
export function ToolButton({ icon: Icon, label, keys, onClick, disabledBecause, pressed }: ToolButtonProps) {
  const off = disabledBecause !== undefined
  const tip = off ? controlWords.isOff(label, disabledBecause) : keys ? controlWords.withKeys(label, keys) : label
  return (
    <Tooltip label={tip}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'indigo' : 'gray'}
        aria-label={off ? tip : label}
        aria-pressed={pressed}
        aria-disabled={off || undefined}
        data-disabled={off || undefined}
        onClick={off ? undefined : onClick}
      >
        <Icon size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
