import { IconAlertTriangle, IconCircleDot, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { HealthFact } from '../../../shared/eloqua/definition-health.ts'
import { describeHealth, HEALTH_BADGES } from '../../../shared/words/definition-health.ts'
import { StateBadge } from '../../ui/state-badge.tsx'

const ICONS = { blue: IconCircleDot, amber: IconAlertTriangle, red: IconCircleX, grey: IconInfoCircle }

/** The most urgent fact about a definition as one word; all of them as its title. */
export function HealthBadge({ facts }: { readonly facts: readonly HealthFact[] }) {
  const [first] = facts
  if (!first) return null
  const { word, tone } = HEALTH_BADGES[first.kind]
  return (
    <span title={facts.map(describeHealth).join('\n')}>
      <StateBadge tone={tone} icon={ICONS[tone]} word={word} plain />
    </span>
  )
}
