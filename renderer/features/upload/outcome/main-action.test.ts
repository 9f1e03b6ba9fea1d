import { describe, expect, it } from 'vitest'
import type { RowLedger, UploadState } from '../../../../shared/uploads/upload.ts'
import { mainAction } from './main-action.ts'

const STATES: readonly UploadState[] = [
  'queued',
  'sending',
  'waiting',
  'paused',
  'staged',
  'syncing',
  'needs-you',
  'done',
  'stopped',
]
const of = (state: UploadState, ledger: Partial<RowLedger> = {}) =>
  mainAction({ state, ledger: { inFile: 9, heldBack: 0, sent: 9, ...ledger } })

describe('the one step an upload asks for next', () => {
  it('is to start the sync of staged rows, whatever else there is to do', () => {
    expect(of('staged', { heldBack: 3 })).toBe('start-sync')
  })

  it('is to send again what stopped, before its rejected rows are put right', () => {
    expect(of('stopped', { heldBack: 3, rejected: 2 })).toBe('send-again')
  })

  it('is, once it is done, to fix what Eloqua rejected before what was not sent', () => {
    expect(of('done', { heldBack: 3, rejected: 2 })).toBe('fix-rejected')
    expect(of('done', { heldBack: 3, rejected: 0 })).toBe('fix-unsent')
    expect(of('done')).toBeUndefined()
  })

  it('is none while it goes on by itself, waits for an answer or is paused', () => {
    const others = STATES.filter((state) => !['staged', 'stopped', 'done'].includes(state))
    expect(others.map((state) => of(state, { heldBack: 3, rejected: 2 }))).toEqual(others.map(() => undefined))
  })
})
