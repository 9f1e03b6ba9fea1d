import type { RowLedger, Upload } from '../../../../shared/uploads/upload.ts'
import type { Tone } from '../../../ui/state-badge.tsx'

export interface Term {
  readonly label: string
  readonly count: number
  readonly hint?: string
  readonly tone?: Tone
}

/** A count and the counts it is made of, which add up to it. */
export interface Sum {
  readonly of: Term
  readonly terms: readonly Term[]
}

type Ledgered = Pick<Upload, 'ledger' | 'scope' | 'state'>

/** Rows in the file = sent + held back + those that were not sent for another reason. */
export function sumOfFile({ ledger, scope, state }: Ledgered): Sum {
  const { inFile, heldBack, sent } = ledger
  const left = inFile - heldBack - sent
  const isOver = state === 'done' || state === 'stopped'
  const why =
    scope === 'first-50' && state !== 'stopped' ? 'Not part of the trial' : isOver ? 'Not sent' : 'Not sent yet'
  return {
    of: { label: 'Rows in the file', count: inFile },
    terms: [
      { label: 'Sent', count: sent },
      { label: 'Held back', count: heldBack, hint: 'by the check, not sent', tone: toneOf(heldBack) },
      ...(left === 0 ? [] : [{ label: why, count: left }]),
    ],
  }
}

/** Sent, with what waited there besides = what Eloqua's log reports + what it leaves open; undefined while no sync has ended. */
export function sumOfSent({ ledger, state }: Ledgered): Sum | undefined {
  const reported = REPORTED.flatMap(([key, label, isBad]): Term[] => {
    const count = ledger[key]
    return count === undefined ? [] : [{ label, count, ...(isBad ? { tone: toneOf(count) } : {}) }]
  })
  const { unexplained, also = [] } = ledger
  if (unexplained === undefined) return undefined
  const sent = also.reduce((sum, { rows }) => sum + rows, ledger.sent)
  const known = reported.reduce((sum, term) => sum + term.count, 0)
  const open = sent - known - unexplained
  return {
    of: { label: 'Sent', count: sent },
    terms: [
      ...reported,
      ...(unexplained === 0 ? [] : [explain(unexplained)]),
      ...(open === 0 ? [] : [{ label: state === 'stopped' ? 'Not synced' : 'Not synced yet', count: open }]),
    ],
  }
}

const REPORTED: readonly (readonly [Exclude<keyof RowLedger, 'also'>, string, boolean])[] = [
  ['created', 'Created', false],
  ['updated', 'Updated', false],
  ['acted', 'Acted on', false],
  ['rejected', 'Refused', true],
  ['duplicates', 'Duplicates', true],
]

function explain(unexplained: number): Term {
  if (unexplained < 0) {
    return { label: 'Counted twice', count: unexplained, hint: 'rows under more than one code', tone: 'amber' }
  }
  return { label: 'Unexplained', count: unexplained, hint: 'sent, but not in Eloqua’s log', tone: 'amber' }
}

function toneOf(count: number): Tone | undefined {
  return count > 0 ? 'amber' : undefined
}
