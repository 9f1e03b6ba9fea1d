import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { stateOf } from '../../../shared/eloqua/sync-index.ts'
import { describeNextStep, describeReason, syncWhyWords } from '../../../shared/words/sync-why.ts'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import classes from './sync-why.module.css'

const words = syncWhyWords

/** Above a sync that failed or warned: the reasons of its log, and the next step. Nothing above others. */
export function SyncWhy({ sync }: { readonly sync: Sync }) {
  const state = stateOf(sync.status)
  const isTroubled = state === 'error' || state === 'warning'
  const { data, isLoading } = useQuery({ ...syncFiguresQuery(sync.id), enabled: isTroubled })
  if (!isTroubled) return null
  const { reasons = [] } = data ?? {}
  const hasFailed = state === 'error'
  const kind = sync.definition?.kind
  const Icon = hasFailed ? IconCircleX : IconAlertTriangle
  return (
    <section className={classes.why} data-failed={hasFailed || undefined} aria-label={words.title}>
      <Icon className={classes.icon} size={18} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <h2 className={classes.title}>{words.title}</h2>
        {isLoading ? <p>{words.loading}</p> : null}
        {data && reasons.length === 0 ? <p>{words.none}</p> : null}
        {reasons.length > 0 ? (
          <ul className={classes.reasons}>
            {reasons.map((reason) => (
              <li key={reason.code}>
                {describeReason(reason)} <span className={classes.code}>{reason.code}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {data ? <p className={classes.step}>{describeNextStep({ ...data, kind, hasFailed, reasons })}</p> : null}
      </div>
    </section>
  )
}
