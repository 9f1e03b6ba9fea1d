import { expect, test } from 'vitest'
import type { SyncLog } from './eloqua.ts'
import { reasonsOf } from './sync-reasons.ts'

function line(statusCode: string, severity: SyncLog['severity'], count?: number): SyncLog {
  const at = '2026-11-20T08:00:00.0000000Z'
  return { syncUri: '/syncs/1', severity, statusCode, message: '', createdAt: at, ...(count ? { count } : {}) }
}

test('rows that were not taken come before a note with more rows, and an error before both', () => {
  const logs = [
    line('ELQ-00121', 'warning', 61),
    line('ELQ-00002', 'warning', 1),
    line('ELQ-00026', 'warning', 3),
    line('ELQ-00136', 'error'),
    line('ELQ-00060', 'warning', 4),
    line('ELQ-00001', 'information', 65),
  ]
  expect(reasonsOf(logs).map(({ code }) => code)).toEqual([
    'ELQ-00136',
    'ELQ-00026',
    'ELQ-00002',
    'ELQ-00121',
    'ELQ-00060',
  ])
})

test('a code that comes twice is told once, with the most rows', () => {
  const logs = [line('ELQ-00002', 'warning', 2), line('ELQ-00002', 'warning', 5), line('ELQ-00002', 'warning', 1)]
  expect(reasonsOf(logs)).toEqual([{ code: 'ELQ-00002', severity: 'warning', count: 5 }])
})
