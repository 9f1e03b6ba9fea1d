import { describe, expect, it } from 'vitest'
import type { RowLedger, Upload } from '../uploads/upload.ts'
import { outcomeWords } from './upload-outcome.ts'

const words = (ledger: Partial<RowLedger>, facts: Partial<Upload['definition']> = {}) =>
  outcomeWords({
    outcome: { kind: 'finished' },
    state: 'done',
    scope: 'all-good-rows',
    definition: { uri: '/contacts/imports/1', kind: 'import', family: 'contacts', id: 1, name: 'Contacts', ...facts },
    syncStatuses: {},
    logs: [] as Upload['logs'],
    ledger: { inFile: 60, heldBack: 0, sent: 60, unexplained: 0, ...ledger },
  } as Upload)

describe('what an upload says at its end', () => {
  it('counts duplicates apart from rejected rows', () => {
    expect(words({ created: 43, rejected: 3, duplicates: 14, processed: 60 })).toBe(
      '43 of 60 rows imported. 3 were rejected and 14 were duplicates.',
    )
  })

  it('never says less than was imported where a part came twice, and names the part', () => {
    const ledger = { created: 60, duplicates: 60, processed: 120, excess: 60, repeated: true, twice: [0] } as const
    expect(words(ledger)).toBe(
      '60 rows imported. 60 were duplicates. Eloqua processed 120 rows because part 1 arrived twice.',
    )
    const { twice: _, ...unnamed } = ledger
    expect(words(unnamed)).toContain('because a part arrived twice.')
    const { repeated: __, ...byUser } = ledger
    expect(words(byUser)).toContain('because part 1 was sent twice.')
  })

  it('says so where rows that came twice were imported twice', () => {
    const ledger = { created: 120, processed: 120, excess: 60, repeated: true, twice: [1] } as const
    expect(words(ledger)).toBe(
      '60 rows imported. Eloqua processed 120 rows because part 2 arrived twice. The rows were imported twice.',
    )
  })

  it('says how many records of a custom object are linked to their contacts, and of nothing else', () => {
    const ledger = { created: 50, updated: 10, linked: 58 }
    const orders = { family: 'customObjects', uri: '/customObjects/4/imports/1', parentId: 4 } as const
    expect(words(ledger, orders)).toBe('60 rows imported. 58 of 60 records are linked to their contacts.')
    expect(words({ ...ledger, linked: 0 }, orders)).toContain('0 of 60 records are linked')
    expect(words(ledger)).toBe('60 rows imported.')
  })

  it('claims nothing of rows whose result is in the log of another sync', () => {
    expect(words({ created: 40 })).toBe(
      '40 of 60 rows imported. The result of 20 rows stands in the log of another sync, which processed them.',
    )
  })
})
