import { HOURLY_LIMITS } from '../../../shared/contract/request-log.ts'
import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'
import { hourlyWords as words } from '../../../shared/words/requests.ts'
import { useHourlyCounts } from '../../entities/sync/hourly-counts.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import classes from './requests-screen.module.css'

const KINDS: readonly DefinitionKind[] = ['export', 'import', 'syncAction']

/** Syncs that were started this hour, beside what Eloqua wants at most. */
export function HourlyStrip() {
  const counts = useHourlyCounts()
  if (!counts) return null
  return (
    <section className={classes.hour} aria-label={words.title}>
      <h2>{words.title}</h2>
      {KINDS.map((kind) => (
        <div key={kind} className={classes.meter}>
          <span>{words.label[kind]}</span>
          <div className={classes.bar}>
            <ProgressBar
              label={words.label[kind]}
              percent={Math.min(100, (counts[kind] / HOURLY_LIMITS[kind]) * 100)}
              words={words.of(counts[kind], kind)}
              size={4}
            />
          </div>
          <span>{words.of(counts[kind], kind)}</span>
        </div>
      ))}
      <p className={classes.others}>{words.others}</p>
    </section>
  )
}
