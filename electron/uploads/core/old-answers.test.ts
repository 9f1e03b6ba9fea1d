import { describe, expect, it } from 'vitest'
import { anUpload } from '../testing/an-upload.ts'
import { isOldAnswer } from './old-answers.ts'

const seen = (uri: string) => ({ uri, createdAt: '', status: 'pending' })

describe('an answer that names a sync', () => {
  it.each([
    ['that was on the list before', { lastSyncId: 12 }, '/syncs/12', true],
    ['that is older than the list', { lastSyncId: 12 }, '/syncs/3', true],
    ['that came after the list', { lastSyncId: 12 }, '/syncs/13', false],
    ['where no list could be read', {}, '/syncs/3', false],
  ])('%s is old: %#', (_case, facts, uri, isOld) => {
    expect(isOldAnswer(anUpload(facts), seen(uri))).toBe(isOld)
  })

  it('of an earlier batch is old, whatever the list said', () => {
    const syncs = [{ batch: 0, uri: '/syncs/20', askedAt: '2026-01-01T00:00:00.000Z', logs: [] }]
    expect(isOldAnswer(anUpload({ syncs }), seen('/syncs/20'))).toBe(true)
  })
})
