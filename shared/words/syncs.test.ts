import { describe, expect, it } from 'vitest'
import type { Sync } from '../eloqua/sync.ts'
import { describeFamily } from './definitions.ts'
import { describeKind, describeLeft, describeTook, nameSync } from './syncs.ts'

const sync: Sync = {
  id: 66_100,
  uri: '/syncs/66100',
  syncedInstanceUri: '/customObjects/9/imports/4',
  status: 'success',
  createdAt: '2025-11-03T14:00:00.3485942Z',
  syncStartedAt: '2025-11-03T14:00:01.0000000Z',
  syncEndedAt: '2025-11-03T14:01:05.0000000Z',
  createdBy: 'jane',
  definition: { uri: '/customObjects/9/imports/4', kind: 'import', family: 'customObjects', id: 4, parentId: 9 },
}
const NOW = new Date('2025-11-03T14:10:01Z')

describe('nameSync', () => {
  it('uses the uri when the definition has no name any more', () => {
    expect(nameSync(sync)).toBe('/customObjects/9/imports/4')
    expect(nameSync({ ...sync, definition: undefined })).toBe('/customObjects/9/imports/4')
  })
})

describe('describeKind and describeFamily', () => {
  it('name the custom object by name, else by number', () => {
    expect(describeKind(sync)).toBe('Import')
    expect(describeFamily(sync.definition)).toBe('Custom object 9')
    expect(describeFamily(sync.definition && { ...sync.definition, parentName: 'Orders' })).toBe(
      'Custom object “Orders”',
    )
  })
})

describe('describeTook', () => {
  it('takes the time between start and end', () => {
    expect(describeTook(sync, NOW)).toBe('1 m 4 s')
  })

  it('counts on while a sync runs, and says that one waits', () => {
    expect(describeTook({ ...sync, status: 'active', syncEndedAt: undefined }, NOW)).toBe('10 m 0 s')
    expect(describeTook({ ...sync, status: 'pending', syncStartedAt: undefined, syncEndedAt: undefined }, NOW)).toBe(
      'Waiting',
    )
  })

  it('does not invent an end for a sync that has ended without saying when', () => {
    expect(describeTook({ ...sync, syncEndedAt: undefined }, NOW)).toBe('–')
  })
})

describe('describeLeft', () => {
  const now = new Date('2025-11-03T14:00:00Z')

  it.each([
    ['2025-11-03T18:12:30Z', '4 h 12 m'],
    ['2025-11-05T17:00:00Z', '2 d 3 h'],
    ['2025-11-03T14:35:00Z', '35 m'],
    ['2025-11-03T14:00:20Z', 'under 1 m'],
    ['2025-11-03T12:55:00Z', '1 h 5 m ago'],
    ['2025-11-03T14:00:00Z', 'under 1 m ago'],
  ])('says of %s: %s', (until, words) => {
    expect(describeLeft(new Date(until), now)).toBe(words)
  })
})
