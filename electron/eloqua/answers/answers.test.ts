import { describe, expect, it } from 'vitest'
import { readCreatedUri, readDefinition } from './definition.ts'
import { readEnvelope } from './list.ts'
import { readLog } from './log.ts'
import { readJsonBody } from './read.ts'
import { readReject } from './reject.ts'
import { readStartedSync, readSync, readSyncNamed } from './sync.ts'

const UNKNOWN = { unknown: expect.any(String) }
const SYNC = { uri: '/syncs/7', status: 'active', syncedInstanceUri: '/contacts/imports/1' }
const DEFINITION = { uri: '/contacts/imports/1', name: 'A', fields: { email: '{{Contact.Field(C_EmailAddress)}}' } }

describe('readJsonBody', () => {
  it.each([
    ['cut', '{"a":'],
    ['nested too deeply', '['.repeat(40) + ']'.repeat(40)],
    ['of too many values', `[${'[],'.repeat(1_000_000)}[]]`],
  ])('does not build objects of JSON that is %s', (_what, text) => {
    expect(readJsonBody(Buffer.from(text))).toEqual(UNKNOWN)
  })

  it('takes brackets in text for text, and reads behind a byte order mark', () => {
    const value = { a: `${'['.repeat(100)}"\\` }
    expect(readJsonBody(Buffer.from(`\ufeff${JSON.stringify(value)}`))).toEqual({ known: value })
  })
})

describe('readEnvelope', () => {
  const asked = { offset: 50, limit: 10 }
  const page = (totalResults?: number) => ({ totalResults, limit: 10, offset: 50, count: 0, hasMore: false })

  it('takes a page without items for the end where the total has been reached', () => {
    expect(readEnvelope(page(50), undefined, asked)).toMatchObject({ known: { totalResults: 50, next: 'end' } })
    expect(readEnvelope({ totalResults: 0, hasMore: false }, undefined, { offset: 0, limit: 10 })).toMatchObject({
      known: { next: 'end' },
    })
  })

  it.each([51, 5_000, undefined])('knows nothing of a page without items before the total (%s)', (total) => {
    expect(readEnvelope(page(total), undefined, asked)).toEqual(UNKNOWN)
  })
})

describe('readSync', () => {
  it.each([null, [], 'x', {}, { ...SYNC, uri: '/contacts/1' }, { ...SYNC, status: undefined }, { ...SYNC, status: 1 }])(
    'knows no sync in %j',
    (value) => {
      expect(readSync(value)).toEqual(UNKNOWN)
    },
  )

  it('keeps a status that is not documented, and what is absent is empty', () => {
    expect(readSync({ uri: '/syncs/7', status: 'resting' })).toMatchObject({
      known: { id: 7, status: 'resting', syncedInstanceUri: '', createdBy: '' },
    })
  })

  it('does not take one sync for another', () => {
    expect(readSyncNamed(SYNC, 8)).toEqual(UNKNOWN)
    expect(readSyncNamed(SYNC, 7)).toMatchObject({ known: { id: 7 } })
    expect(readStartedSync(SYNC, '/contacts/imports/2')).toEqual(UNKNOWN)
    expect(readStartedSync({ ...SYNC, syncedInstanceUri: undefined }, '/contacts/imports/2')).toMatchObject({
      known: { id: 7 },
    })
  })
})

describe('readLog and readReject', () => {
  it.each([
    null,
    {},
    { statusCode: 1 },
    { statusCode: 'ELQ-00001', count: '5' },
    { statusCode: 'ELQ-00001', count: -1 },
  ])('know no log line in %j', (value) => {
    expect(readLog(value)).toEqual(UNKNOWN)
  })

  it.each([null, {}, { fieldValues: [], recordIndex: 1 }, { fieldValues: {} }, { fieldValues: {}, recordIndex: 1.5 }])(
    'know no rejected row in %j',
    (value) => {
      expect(readReject(value)).toEqual(UNKNOWN)
    },
  )

  it('keep a field of any name', () => {
    const value: unknown = JSON.parse('{"fieldValues":{"__proto__":"x"},"recordIndex":3,"statusCode":"ELQ-00002"}')
    const read = readReject(value)
    expect('known' in read && Object.entries(read.known.fieldValues)).toEqual([['__proto__', 'x']])
  })
})

describe('readDefinition', () => {
  it.each([
    null,
    {},
    { ...DEFINITION, fields: undefined },
    { ...DEFINITION, fields: { a: 1 } },
    { ...DEFINITION, uri: '/contacts/1' },
    { ...DEFINITION, updateRule: 'sometimes' },
    { ...DEFINITION, isSyncTriggeredOnImport: 'maybe' },
    { ...DEFINITION, syncActions: [{ action: 'explode', destination: '{{ContactList[1]}}' }] },
  ])('knows no definition in %j', (value) => {
    expect(readDefinition(value)).toEqual(UNKNOWN)
  })

  it('reads switches that come as text, and keeps rules that it has no name for', () => {
    const value = { ...DEFINITION, isSyncTriggeredOnImport: 'true', futureRule: { a: 1 } }
    expect(readDefinition(value)).toEqual({
      known: { ...DEFINITION, isSyncTriggeredOnImport: true, futureRule: { a: 1 } },
    })
  })
})

describe('readCreatedUri', () => {
  it('takes only a definition of the collection that was asked', () => {
    expect(readCreatedUri({ uri: '/contacts/imports/5' }, '/contacts/imports')).toEqual({
      known: '/contacts/imports/5',
    })
    expect(readCreatedUri({ uri: '/accounts/imports/5' }, '/contacts/imports')).toEqual(UNKNOWN)
    expect(readCreatedUri(null, '/contacts/imports')).toEqual(UNKNOWN)
  })
})
