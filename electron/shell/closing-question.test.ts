import { describe, expect, it, vi } from 'vitest'
import type { Transfer, TransferState } from '../../shared/contract/transfer.ts'

vi.mock('electron', () => ({ dialog: {} }))
const { questionBeforeClosing } = await import('./closing-question.ts')

function transfer(kind: Transfer['kind'], state: TransferState, title = 'a.csv'): Transfer {
  return {
    transferId: title,
    kind,
    title,
    state,
    progress: { unit: 'rows', done: 0 },
    message: '',
    startedAt: '2026-01-01T00:00:00Z',
  }
}

describe('questionBeforeClosing', () => {
  it('asks nothing when nothing is going on', () => {
    const ended = (['done', 'failed', 'cancelled', 'needs-you'] as const).map((state) => transfer('upload', state))
    expect(questionBeforeClosing([])).toBeUndefined()
    expect(questionBeforeClosing(ended)).toBeUndefined()
  })

  it('asks nothing for an upload that is paused, and does for a save that is', () => {
    expect(questionBeforeClosing([transfer('upload', 'paused')])).toBeUndefined()
    expect(questionBeforeClosing([transfer('save', 'paused')])?.detail).toMatch(/stay unfinished/)
    const beside = questionBeforeClosing([transfer('upload', 'running'), transfer('upload', 'paused')])
    expect(beside?.message).toContain('is still running')
    expect(beside?.detail).toMatch(/Paused uploads stay paused/)
  })

  it('says what is going on and what quitting means for it', () => {
    const upload = questionBeforeClosing([transfer('upload', 'running', 'a.csv → Webinar')])
    expect(upload?.message).toContain('a.csv → Webinar')
    expect(upload?.detail).toMatch(/Uploads will pause/)
    expect(upload?.detail).not.toMatch(/saved/)

    const both = questionBeforeClosing([
      transfer('upload', 'waiting'),
      transfer('save', 'queued'),
      transfer('save', 'done'),
    ])
    expect(both?.message).toContain('2 transfers')
    expect(both?.detail).toMatch(/Uploads will pause[\s\S]*saved/)
  })
})
