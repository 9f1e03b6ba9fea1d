import { describe, expect, test } from 'vitest'
import { outcomeWords } from '../../../shared/words/upload-outcome.ts'
import { anUpload } from '../testing/an-upload.ts'
import { appliedSoFar } from './applied-so-far.ts'
import { toUpload } from './to-upload.ts'

const part = (change: object) => ({ index: 0, rows: 10, bytes: 10, batch: 0, state: 'arrived' as const, ...change })
const stopped = { phase: 'ended', state: 'stopped', outcome: { kind: 'stopped' } } as const

describe('appliedSoFar', () => {
  test('knows of nothing only where no other can have synced the rows: in a private copy, or before any was sent', () => {
    expect(appliedSoFar(anUpload({ parts: [part({})] })).applied).toBe('nothing')
    expect(appliedSoFar(anUpload({ way: 'straight', parts: [part({ state: 'planned' })] })).applied).toBe('nothing')
  })

  test("says of a definition that others share what Bulkdesk knows: a colleague's sync may have taken the rows", () => {
    const upload = anUpload({ way: 'straight', parts: [part({})], ...stopped })
    expect(appliedSoFar(upload)).toMatchObject({ applied: 'nothing-known', stagedRows: 10 })
    const words = outcomeWords(toUpload(upload))
    expect(words).toContain('As far as Bulkdesk knows, nothing was imported.')
    expect(words).not.toMatch(/(^|\. )Nothing was imported/)
  })

  test.each([{ state: 'in-doubt' as const }, { assumed: true }])(
    'claims nothing of a part %o on a shared definition',
    (change) => {
      const upload = anUpload({ way: 'straight', parts: [part(change)], ...stopped })
      expect(appliedSoFar(upload)).toMatchObject({ applied: 'nothing-known', doubtfulParts: [0] })
      expect(outcomeWords(toUpload(upload))).toContain('may have reached Eloqua')
    },
  )

  test('a part in doubt that starts a sync by itself may have been applied', () => {
    const definition = { ...anUpload().definition, isSyncTriggeredOnImport: true }
    const upload = anUpload({ way: 'straight', definition, parts: [part({ state: 'in-doubt' })], ...stopped })
    expect(appliedSoFar(upload).applied).toBe('maybe')
    expect(outcomeWords(toUpload(upload))).toContain('may have been imported')
  })

  test('a doubtful part in a private copy is no doubt about the data', () => {
    expect(appliedSoFar(anUpload({ parts: [part({ state: 'in-doubt' })] }))).toMatchObject({
      applied: 'nothing',
      doubtfulParts: [],
    })
  })
})
