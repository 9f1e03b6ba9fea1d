import { describe, expect, it } from 'vitest'
import { aCheck, aPlan, aProblem, aReport, eventRegistrations } from '../../../testing/upload-samples.ts'
import { partSizes, sendMeaning, trialMeaning, whyNotSend } from './plan-words.ts'

describe('whyNotSend', () => {
  it('says nothing when the file can be sent', () => {
    expect(whyNotSend(aCheck(), aPlan())).toBeUndefined()
  })

  it('waits for the whole file to be checked', () => {
    expect(whyNotSend(undefined, undefined)).toBe('The file is still being checked.')
    expect(whyNotSend(aCheck({ state: 'reading', report: undefined }), aPlan())).toContain('still being checked')
  })

  it('waits for the requests once every row is checked', () => {
    expect(whyNotSend(aCheck({ state: 'reading', plans: undefined }), undefined)).toBe(
      'The requests are being prepared.',
    )
  })

  it('refuses after a check that failed or was called off', () => {
    for (const state of ['failed', 'cancelled'] as const) {
      expect(whyNotSend(aCheck({ state, report: undefined }), aPlan())).toContain('did not finish')
    }
  })

  it('gives the problem that blocks, with what to do', () => {
    const problems = [aProblem('warning', 'Look'), aProblem('blocks', 'A quote is never closed')]
    expect(whyNotSend(aCheck({ report: aReport({ problems }) }), aPlan())).toBe('A quote is never closed. Mend it.')
  })

  it('refuses when every row is held back', () => {
    expect(whyNotSend(aCheck({ report: aReport({ goodRows: 0 }) }), undefined)).toContain('each one is held back')
  })
})

describe('sendMeaning', () => {
  const report = aReport({ heldBackRows: 37 })

  it('says that rows sent straight wait, and how many stay behind', () => {
    expect(sendMeaning(aPlan(), eventRegistrations, report)).toBe(
      'The rows wait at Event registrations until you start its sync. 37 rows stay behind.',
    )
  })

  it('warns that a definition that syncs on import changes data at once', () => {
    expect(sendMeaning(aPlan({ startsSyncAtOnce: true }), eventRegistrations)).toMatch(/changes data in Eloqua at once/)
  })

  it('says that a private copy is synced by itself', () => {
    expect(sendMeaning(aPlan({ way: 'private-copy' }), eventRegistrations)).toBe(
      'The sync starts by itself once every row has arrived.',
    )
  })
})

describe('trialMeaning', () => {
  it('never calls a trial anything but a real write, and says what sending all does to its rows', () => {
    expect(trialMeaning(eventRegistrations)).toMatch(/real write.*recorded a second time/)
    expect(trialMeaning({ kind: 'import', family: 'contacts' })).toMatch(/real write.*written once more/)
    expect(trialMeaning({ kind: 'syncAction', family: 'contacts' })).toMatch(/real write.*acted on once more/)
  })
})

describe('partSizes', () => {
  const part = (bytes: number) => ({ method: 'POST', path: '/data', bytes }) as const

  it('adds up a few parts and sums many', () => {
    expect(partSizes([part(20_000_000), part(1_200_000)])).toBe('20 MB + 1.2 MB')
    expect(partSizes(Array.from({ length: 9 }, () => part(20_000_000)))).toBe('180 MB in all, at most 20 MB each')
  })
})
