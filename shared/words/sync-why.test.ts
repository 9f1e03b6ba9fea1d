import { describe, expect, it } from 'vitest'
import { knownCodes, meaningOf } from '../eloqua/elq-codes.ts'
import { describeNextStep, describeReason } from './sync-why.ts'

/** How a sentence that asks for something begins. */
const ORDER = /^(Activate|Add|Check|Correct|Create|Delete|Fix|Free|Look|Name|Read|Run|Save|See|Send|Start|Try|Wait)\b/
const KINDS = ['export', 'import', 'syncAction', undefined] as const

/** All that the banner says, one clause each. */
function clausesOf(...texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(/[.:;·]\s*/)).filter(Boolean)
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const CODES = [...knownCodes(), 'ELQ-99999', undefined]
const FIGURES = [{}, { rejected: 3 }, { duplicates: 3 }, { rejected: 1, duplicates: 2 }]
const EVERY = KINDS.flatMap((kind) => ([true, false] as const).map((hasFailed) => ({ kind, hasFailed })))

describe('the banner above a sync that failed or warned', () => {
  it.each(EVERY)('asks for exactly one thing at each code: $kind, failed: $hasFailed', ({ kind, hasFailed }) => {
    for (const [code, figures] of CODES.flatMap((one) => FIGURES.map((figures) => [one, figures] as const))) {
      const reasons = code ? [{ code, severity: meaningOf(code)?.severity ?? 'error', count: 3 } as const] : []
      const step = describeNextStep({ kind, hasFailed, reasons, ...figures })
      const clauses = clausesOf(...reasons.map(describeReason), step).map(capitalized)
      expect(
        clauses.filter((clause) => ORDER.test(clause)),
        `${code}: ${step}`,
      ).toHaveLength(1)
      expect(clausesOf(step).at(-1)).toMatch(ORDER)
      expect(clausesOf(step).length).toBeLessThanOrEqual(2)
      expect(step).not.toMatch(kind === 'export' ? /staged|file|written/ : /export/)
    }
  })

  it('waits an hour where Eloqua says so, also where rows were rejected too', () => {
    const reasons = [
      { code: 'ELQ-00146', severity: 'error' },
      { code: 'ELQ-00002', severity: 'warning', count: 2 },
    ] as const
    const step = describeNextStep({ kind: 'import', hasFailed: true, rejected: 2, reasons })
    expect(step).toBe('Some rows may have been written. Run the sync again in an hour.')
  })

  it('has the rejected rows fixed where the sync ended, whatever else the log remarks', () => {
    const reasons = [{ code: 'ELQ-00132', severity: 'warning', count: 2 }] as const
    const step = describeNextStep({ kind: 'syncAction', hasFailed: false, rejected: 2, reasons })
    expect(step).toBe('Fix the rejected rows and send them again.')
  })
})
