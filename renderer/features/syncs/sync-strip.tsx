import { Tooltip } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { SyncDay } from '../../../shared/eloqua/sync-index.ts'
import { syncSearchWords } from '../../../shared/words/sync-search.ts'
import classes from './sync-strip.module.css'

interface SyncStripProps {
  /** The last 30 days, the oldest first. */
  readonly days: readonly SyncDay[]
  /** The day that is shown alone. */
  readonly chosen: string | undefined
  readonly onChoose: (day: string | undefined) => void
}

const words = syncSearchWords
const PARTS = ['error', 'warning', 'other', 'success'] as const
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_at, last) => last,
}

/** How the syncs of each of the last 30 days ended. One tab stop; arrows move from day to day, a click shows the day alone. */
export function SyncStrip({ days, chosen, onChoose }: SyncStripProps) {
  const most = Math.max(1, ...days.map(sumOf))
  const [moved, setMoved] = useState<number>()
  const place = useRef<HTMLFieldSetElement>(null)
  const last = days.length - 1
  const stop = Math.min(moved ?? last, last)

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const next = Math.max(0, Math.min(step(stop, last), last))
    setMoved(next)
    place.current?.querySelectorAll('button')[next]?.focus()
  }

  return (
    <div className={classes.place}>
      <span className={classes.caption} aria-hidden>
        {words.strip}
      </span>
      <fieldset ref={place} className={classes.strip} aria-label={words.strip} onKeyDown={onKeyDown}>
        {days.map((day, index) => {
          const label = words.day(day, index === last ? words.today : words.dayName(new Date(`${day.day}T00:00`)))
          return (
            <Tooltip key={day.day} label={label}>
              <button
                type="button"
                className={classes.day}
                aria-label={label}
                aria-pressed={day.day === chosen}
                tabIndex={index === stop ? 0 : -1}
                onFocus={() => setMoved(index)}
                onClick={() => onChoose(day.day === chosen ? undefined : day.day)}
              >
                <Bar day={day} most={most} />
              </button>
            </Tooltip>
          )
        })}
      </fieldset>
    </div>
  )
}

/** The highest bar is the busiest day. A part is never so low that nobody sees it. */
function Bar({ day, most }: { readonly day: SyncDay; readonly most: number }) {
  const all = sumOf(day)
  if (all === 0) return <span className={classes.none} />
  return (
    <span className={classes.bar} style={{ height: `max(6px, ${(100 * all) / most}%)` }}>
      {PARTS.map((part) =>
        day[part] > 0 ? (
          <span key={part} className={classes.part} data-part={part} style={{ flexGrow: day[part] }} />
        ) : null,
      )}
    </span>
  )
}

function sumOf({ success, warning, error, other }: SyncDay): number {
  return success + warning + error + other
}
