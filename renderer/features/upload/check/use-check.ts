import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { CheckReport, Mapping, Reading } from '../../../../shared/csv.ts'
import type { AppError } from '../../../../shared/errors.ts'
import type { Check } from '../../../../shared/upload.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../components/announcer.tsx'
import { formatCount, formatCounted } from '../../../components/numbers.ts'
import { checkQuery, useCheckEvents } from '../queries.ts'

interface Wanted {
  readonly fileId: string
  readonly targetUri: string
  readonly reading: Reading
  readonly mapping: Mapping
}

interface Started {
  readonly of: string
  readonly checkId?: string
  readonly error?: AppError
}

/** Long enough that choosing several fields in a row starts one check, not many. */
const SETTLE_MS = 250

/** Checks the whole file again whenever what was chosen settles; the check before it is called off. */
export function useCheck(wanted: Wanted) {
  const [settled] = useDebouncedValue(JSON.stringify(wanted), SETTLE_MS)
  const isSettled = settled === JSON.stringify(wanted)
  const [attempt, setAttempt] = useState(0)
  const [started, setStarted] = useState<Started>()
  const of = `${attempt} ${settled}`

  useEffect(() => {
    let checkId: string | undefined
    let isOver = false
    api.startCheck(JSON.parse(of.slice(of.indexOf(' ') + 1)) as Wanted).then(
      (check) => {
        checkId = check.checkId
        if (isOver) void cancel(checkId)
        else setStarted({ of, checkId })
      },
      (error: AppError) => !isOver && setStarted({ of, error }),
    )
    return () => {
      isOver = true
      if (checkId) void cancel(checkId)
    }
  }, [of])

  const current = isSettled && started?.of === of ? started : undefined
  useCheckEvents(current?.checkId)
  const query = useQuery({ ...checkQuery(current?.checkId ?? ''), enabled: current?.checkId !== undefined })
  const check: Check | undefined = current?.checkId ? query.data : undefined
  const before = useLastReport(check?.report)
  return {
    check,
    /** What the check before said, to be looked at while the next one reads. */
    before,
    error: current?.error ?? (current?.checkId ? (query.error ?? undefined) : undefined),
    again: () => setAttempt((count) => count + 1),
  }
}

/** A check that ended by itself meanwhile, or that main has forgotten, needs no calling off. */
async function cancel(checkId: string): Promise<void> {
  await api.cancelCheck({ checkId }).catch(() => {})
}

/** The newest report there was, said aloud when it comes. */
function useLastReport(report: CheckReport | undefined): CheckReport | undefined {
  const [last, setLast] = useState(report)
  if (report && report !== last) setLast(report)
  useEffect(() => {
    if (!report) return
    const held = report.heldBackRows > 0 ? `, ${formatCount(report.heldBackRows)} held back` : ''
    announce(`Checked: ${formatCounted(report.goodRows, 'row')} can be sent${held}`)
  }, [report])
  return report ?? last
}
