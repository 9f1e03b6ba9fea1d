import { IconAlertTriangle } from '@tabler/icons-react'
import { kindsNearLimit } from '../../../shared/contract/request-log.ts'
import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'
import { hourlyWords } from '../../../shared/words/requests.ts'
import { useHourlyCounts } from './hourly-counts.ts'
import classes from './near-limit.module.css'

interface NearLimitProps {
  /** Only of syncs of this kind; absent: of all. */
  readonly kind?: DefinitionKind
}

/** Warns near the number of syncs that Eloqua wants at most in an hour. Forbids nothing; says nothing far from it. */
export function NearLimit({ kind }: NearLimitProps) {
  const counts = useHourlyCounts()
  const near = counts ? kindsNearLimit(counts).filter((one) => kind === undefined || one === kind) : []
  if (!counts || near.length === 0) return null
  return (
    <div className={classes.note} role="note">
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
      <p>
        {hourlyWords.near(near, counts)} {hourlyWords.others}
      </p>
    </div>
  )
}
