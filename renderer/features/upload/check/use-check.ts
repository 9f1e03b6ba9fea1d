import { useDebouncedValue } from '@mantine/hooks'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { Mapping, Reading } from '../../../../shared/csv/csv.ts'
import type { Check } from '../../../../shared/uploads/upload.ts'
import { checkedRows } from '../../../../shared/words/upload-check.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import { checkQuery, useCheckEvents } from '../queries.ts'
import type { StartedCheck } from './draft.ts'

interface Wanted {
  readonly fileId: string
  readonly targetUri: string
  readonly reading: Reading
  readonly mapping: Mapping
}

/** One check that is asked for; the same object as long as nothing else is. */
interface Order {
  /** What is wanted, as JSON. */
  readonly what: string
  /** How often the user asked for it again. */
  readonly attempt: number
}

interface Started {
  readonly order: Order
  readonly checkId?: string
  readonly error?: AppError
}

interface Kept {
  /** The check that was under way or done when the page was left. */
  readonly kept?: StartedCheck | undefined
  readonly onCheck: (check: StartedCheck) => void
}

/** Long enough that choosing several fields in a row starts one check, not many. */
const SETTLE_MS = 250

/**
 * Checks the whole file again whenever what was chosen settles; the check before it is called off. Leaving the page
 * calls nothing off: a long check goes on, and is there for whoever comes back. Its end is said aloud, unless `silent`.
 */
export function useCheck(wanted: Wanted, keeping: Kept, ending: 'said' | 'silent' = 'said') {
  const [settled] = useDebouncedValue(JSON.stringify(wanted), SETTLE_MS)
  const isSettled = settled === JSON.stringify(wanted)
  const [attempt, setAttempt] = useState(0)
  const order = useMemo<Order>(() => ({ what: settled, attempt }), [settled, attempt])
  const started = useStarted(order, keeping)

  const current = isSettled && started?.order === order ? started : undefined
  useCheckEvents(current?.checkId)
  const query = useQuery({ ...checkQuery(current?.checkId ?? ''), enabled: current?.checkId !== undefined })
  const check: Check | undefined = current?.checkId ? query.data : undefined
  return {
    check,
    /** The newest check that ended: what it said is looked at while the next one reads. */
    last: useLastDone(check, ending),
    error: current?.error ?? (current?.checkId ? (query.error ?? undefined) : undefined),
    again: () => setAttempt((count) => count + 1),
  }
}

/** Starts what is ordered and calls off what was ordered before. The check that was kept is taken up where it is the same. */
function useStarted(order: Order, { kept, onCheck }: Kept): Started | undefined {
  const client = useQueryClient()
  const [started, setStarted] = useState<Started>()
  const running = useRef(kept)
  const latest = useRef(order)

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is to be checked starts a check, nothing else does.
  useEffect(() => {
    latest.current = order
    const { what, attempt } = order
    const before = running.current
    const isTheSame = attempt === 0 && before?.of === what
    if (before && !isTheSame) void cancel(before.checkId)
    const begun = isTheSame ? takeUpOrStart(before.checkId, what, client) : startCheck(what)
    begun.then(
      (checkId) => {
        if (latest.current !== order) return void cancel(checkId)
        running.current = { of: what, checkId }
        onCheck(running.current)
        setStarted({ order, checkId })
      },
      (error: AppError) => latest.current === order && setStarted({ order, error }),
    )
  }, [order])
  return started
}

async function startCheck(what: string): Promise<string> {
  return (await api.startCheck(JSON.parse(what) as Wanted)).checkId
}

/** Main keeps the last few checks only, and one that failed is better made again. */
async function takeUpOrStart(checkId: string, what: string, client: QueryClient): Promise<string> {
  const check = await api.getCheck({ checkId }).catch(() => undefined)
  if (check?.state !== 'reading' && check?.state !== 'done') return startCheck(what)
  client.setQueryData(checkQuery(checkId).queryKey, check)
  return checkId
}

/** A check that ended by itself meanwhile, or that main has forgotten, needs no calling off. */
async function cancel(checkId: string): Promise<void> {
  await api.cancelCheck({ checkId }).catch(() => {})
}

/** The newest check that ended. */
function useLastDone(check: Check | undefined, ending: 'said' | 'silent'): Check | undefined {
  const [last, setLast] = useState<Check>()
  const done = check?.report ? check : undefined
  if (done && done !== last) setLast(done)
  const report = done?.report
  useEffect(() => {
    if (!report || ending === 'silent') return
    announce(checkedRows.announce(report.goodRows, report.heldBackRows))
  }, [report, ending])
  return done ?? last
}
