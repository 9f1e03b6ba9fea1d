import type { RowLedger, Upload } from '../../../../shared/uploads/upload.ts'
import { ledgerWords } from '../../../../shared/words/upload-page.ts'
import type { Tone } from '../../../ui/state-badge.tsx'

export interface Term {
  readonly label: string
  readonly count: number
  readonly hint?: string
  readonly tone?: Tone
}

/** A count and the counts it is made of, which add up to it, but for those that were counted besides. */
export interface Sum {
  readonly of: Term
  readonly terms: readonly Term[]
  /** Rows that Eloqua counts beyond those. */
  readonly besides?: Term
}

type Ledgered = Pick<Upload, 'ledger' | 'scope' | 'state'>

/** Rows in the file = sent + held back + those that were not sent for another reason. */
export function sumOfFile({ ledger, scope, state }: Ledgered): Sum {
  const { inFile, heldBack, sent } = ledger
  const left = inFile - heldBack - sent
  const isOver = state === 'done' || state === 'stopped'
  const why =
    scope === 'first-50' && state !== 'stopped'
      ? ledgerWords.notInTrial
      : isOver
        ? ledgerWords.leftOut
        : ledgerWords.notSentYet
  return {
    of: { label: ledgerWords.inFile, count: inFile },
    terms: [
      { label: ledgerWords.sent, count: sent },
      { label: ledgerWords.notSent, count: heldBack, hint: ledgerWords.failedCheck, tone: toneOf(heldBack) },
      ...(left === 0 ? [] : [{ label: why, count: left }]),
    ],
  }
}

/** Sent, with what waited there besides = what Eloqua's log reports + what it leaves open; undefined while no sync has ended. */
export function sumOfSent({ ledger, state }: Ledgered): Sum | undefined {
  const reported = REPORTED.flatMap(([key, isBad]): Term[] => {
    const count = ledger[key]
    return count === undefined ? [] : [{ label: ledgerWords[key], count, ...(isBad ? { tone: toneOf(count) } : {}) }]
  })
  const { unexplained, also = [] } = ledger
  if (unexplained === undefined) return undefined
  const sent = also.reduce((sum, { rows }) => sum + rows, ledger.sent)
  const known = reported.reduce((sum, term) => sum + term.count, 0)
  const excess = ledger.excess ?? 0
  const open = Math.max(0, sent + excess - known - unexplained)
  return {
    of: { label: ledgerWords.sent, count: sent },
    terms: [
      ...reported,
      ...(unexplained === 0 ? [] : [notReported(unexplained)]),
      ...(open === 0
        ? []
        : [{ label: state === 'stopped' ? ledgerWords.notSynced : ledgerWords.notSyncedYet, count: open }]),
    ],
    ...(excess === 0 ? {} : { besides: besides(ledger, excess) }),
  }
}

const REPORTED: readonly (readonly ['created' | 'updated' | 'acted' | 'rejected' | 'duplicates', boolean])[] = [
  ['created', false],
  ['updated', false],
  ['acted', false],
  ['rejected', true],
  ['duplicates', true],
]

function notReported(count: number): Term {
  return { label: ledgerWords.notReported, count, hint: ledgerWords.notReportedHint, tone: 'amber' }
}

function besides({ twice }: RowLedger, count: number): Term {
  return twice
    ? { label: ledgerWords.sentTwice, count, hint: ledgerWords.sentTwiceHint, tone: 'amber' }
    : { label: ledgerWords.countedBesides, count, hint: ledgerWords.countedBesidesHint, tone: 'amber' }
}

function toneOf(count: number): Tone | undefined {
  return count > 0 ? 'amber' : undefined
}
