import { describe, expect, it } from 'vitest'
import { groupedUpload } from '../testing/grouped-upload.ts'
import { groupSentence } from './upload-group.ts'

const fine = groupedUpload('c', {
  ledger: { inFile: 6, heldBack: 1, sent: 5, created: 4, rejected: 1, processed: 5, unexplained: 0 },
})

describe('what is said of files that were sent together', () => {
  it('names those that are not done, with the rows that are not applied', () => {
    const uploads = [
      groupedUpload('a', { state: 'stopped', ledger: { inFile: 100_000, heldBack: 0, sent: 0 } }),
      groupedUpload('b', { state: 'needs-you', ledger: { inFile: 5, heldBack: 0, sent: 0, inDoubt: 5 } }),
      fine,
      groupedUpload('d', { state: 'staged', ledger: { inFile: 3, heldBack: 0, sent: 0, staged: 3 } }),
      groupedUpload('e', { state: 'paused', ledger: { inFile: 400, heldBack: 0, sent: 0 } }),
      groupedUpload('f', { state: 'sending', ledger: { inFile: 7, heldBack: 0, sent: 0 } }),
    ]
    expect(groupSentence(uploads)).toBe(
      '1 of 6 files is done. 4 rows imported, 1 rejected, 1 not sent because of the file check. a.csv failed: 100,000 rows not sent. b.csv needs an answer from you: 5 rows may have arrived. d.csv waits for you to start its sync: 3 rows staged and not imported. e.csv is paused: 400 rows not sent yet. f.csv is still in progress.',
    )
  })

  it('calls rows unsure whose sync failed, and says that Eloqua counts rows that were not sent', () => {
    const open = [{ why: 'mixed', rows: 3, spans: [] }] as const
    const ledger = { inFile: 3, heldBack: 0, sent: 3, created: 10, processed: 10, unexplained: 0, excess: 7, open }
    const mixed = groupedUpload('a', { state: 'stopped', outcome: { kind: 'incomplete' }, ledger })
    expect(groupSentence([mixed])).toBe(
      '0 of 1 file is done. 0 rows imported. a.csv is incomplete: 3 rows may or may not be imported. Eloqua’s logs count 7 rows besides those sent. The page of each file says why.',
    )
    const question = { kind: 'sync-in-doubt', listed: false, choices: [] } as const
    const lost = groupedUpload('b', { state: 'needs-you', question, ledger: { inFile: 3, heldBack: 0, sent: 3 } })
    expect(groupSentence([lost])).toContain('b.csv needs an answer from you: 3 rows may or may not be imported.')
  })

  it('names three of many, and counts the others', () => {
    const failed = Array.from({ length: 5 }, (_, at) =>
      groupedUpload(`f${at}`, { state: 'stopped', ledger: { inFile: 2, heldBack: 0, sent: 0 } }),
    )
    expect(groupSentence(failed)).toBe(
      '0 of 5 files are done. 0 rows imported. f0.csv, f1.csv, f2.csv, and 2 more files failed: 10 rows not sent.',
    )
  })
})
