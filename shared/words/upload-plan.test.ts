import { describe, expect, it } from 'vitest'
import type { CheckReport, Problem } from '../csv/csv.ts'
import type { Check, UploadPlan } from '../uploads/upload.ts'
import { confirmImportWords, partSizes, sendImports, sendMeaning, trialMeaning, whyNotSend } from './upload-plan.ts'

const plan: UploadPlan = {
  way: 'straight',
  wayReason: '',
  rows: 119,
  parts: [],
  firstBody: '',
  before: [],
  after: [],
  startsSyncAtOnce: false,
}
const syncsAtOnce: UploadPlan = { ...plan, startsSyncAtOnce: true }
const copy: UploadPlan = { ...plan, way: 'private-copy' }
const report: CheckReport = {
  rows: 120,
  goodRows: 119,
  heldBackRows: 37,
  blankLines: 0,
  duplicateIdentifierRows: 0,
  blanks: {},
  columns: [],
  problems: [],
  bytes: 1,
}
const check: Check = {
  checkId: 'k1',
  file: { fileId: 'f1', name: 'contacts.csv', size: 1, modifiedAt: '2025-11-20T14:00:00Z' },
  targetUri: '/activities/imports/2900',
  reading: { encoding: 'utf-8', delimiter: ',', hasBom: false, hasSepLine: false, looseQuotes: false },
  mapping: { fields: [] },
  state: 'done',
  bytesRead: 1,
  report,
  plans: [plan],
}
const target = { name: 'Event registrations' }

function problem(severity: Problem['severity'], title: string): Problem {
  return { kind: 'short-row', severity, title, advice: 'Fix the file.', count: 1, examples: [] }
}

describe('whyNotSend', () => {
  it('says nothing when the file can be sent', () => {
    expect(whyNotSend(check, plan)).toBeUndefined()
  })

  it('waits for the whole file to be checked', () => {
    const reading: Check = { ...check, state: 'reading' }
    expect(whyNotSend(undefined, undefined)).toBe('Checking the file…')
    expect(whyNotSend({ ...reading, report: undefined } as Check, plan)).toBe('Checking the file…')
    expect(whyNotSend(reading, undefined)).toBe('Preparing the requests…')
  })

  it('sends nothing after a check that failed or was called off', () => {
    for (const state of ['failed', 'cancelled'] as const) {
      expect(whyNotSend({ ...check, state }, plan)).toContain('didn’t finish')
    }
  })

  it('gives the problem that blocks, with what to do', () => {
    const problems = [problem('warning', 'Look'), problem('blocks', 'A quote is never closed')]
    expect(whyNotSend({ ...check, report: { ...report, problems } }, plan)).toBe(
      'A quote is never closed. Fix the file.',
    )
  })

  it('asks for the value of a field before anything else', () => {
    expect(whyNotSend(undefined, undefined, ['type'])).toBe('Enter a value for type, or choose “Not mapped”.')
  })

  it('sends nothing when no row passed the check', () => {
    expect(whyNotSend({ ...check, report: { ...report, goodRows: 0 } }, undefined)).toContain('Every row failed')
  })
})

describe('sendMeaning', () => {
  it('says that nothing changes before the sync, and how many rows are not sent', () => {
    expect(sendMeaning(plan, target, report)).toBe(
      'Rows are staged only. Nothing changes in Eloqua until you start the sync. 37 rows won’t be sent.',
    )
  })

  it('warns that a definition that syncs automatically changes data immediately', () => {
    expect(sendMeaning(syncsAtOnce, target)).toBe(
      'Sending changes data in Eloqua immediately: Event registrations syncs automatically.',
    )
  })

  it('says that a temporary copy is synced when all has arrived', () => {
    expect(sendMeaning(copy, target)).toBe('The sync starts when all rows have arrived.')
  })
})

describe('sendImports', () => {
  it('is true where no step lies between sending and the change of data', () => {
    expect([plan, syncsAtOnce, copy].map(sendImports)).toEqual([false, true, true])
  })
})

describe('trialMeaning', () => {
  it('calls a trial what it is, and says what sending all does to its rows', () => {
    expect(trialMeaning({ kind: 'import', family: 'activities' }, copy)).toMatch(
      /^This really imports the first 50.*records them a second time\.$/,
    )
    expect(trialMeaning({ kind: 'import', family: 'contacts' }, plan)).toMatch(
      /^This stages the first 50.*updates their records again\.$/,
    )
    expect(trialMeaning({ kind: 'syncAction', family: 'contacts' }, syncsAtOnce)).toMatch(
      /^This really processes.*processes them again\.$/,
    )
  })
})

describe('confirmImportWords', () => {
  it('names the rows, the company and what is done', () => {
    expect(confirmImportWords({ kind: 'import' }, 60, 'ACME')).toEqual({
      title: 'Import 60 rows in production company ACME?',
      confirm: 'Import 60 rows in production',
    })
    expect(confirmImportWords({ kind: 'syncAction' }, 0, 'ACME').title).toBe(
      'Process staged rows in production company ACME?',
    )
  })
})

describe('partSizes', () => {
  const part = (bytes: number) => ({ method: 'POST', path: '/data', bytes }) as const

  it('adds up a few parts and sums many', () => {
    expect(partSizes([part(20_000_000), part(1_200_000)])).toBe('20 MB + 1.2 MB')
    expect(partSizes(Array.from({ length: 9 }, () => part(20_000_000)))).toBe('180 MB total, up to 20 MB each')
  })
})
