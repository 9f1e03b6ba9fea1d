import type { TablerIcon } from '@tabler/icons-react'
import classes from './state-badge.module.css'

export type Tone = 'blue' | 'green' | 'amber' | 'red' | 'grey'

interface StateBadgeProps {
  readonly tone: Tone
  readonly icon: TablerIcon
  readonly word: string
  /** Without the tinted ground, for table cells. */
  readonly plain?: boolean
}

/** A state as a word, an icon and a colour together. Prefer the badges of status-badge.tsx, which choose all three. */
export function StateBadge({ tone, icon: Icon, word, plain }: StateBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone} data-plain={plain || undefined}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {word}
    </span>
  )
}
