import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Transfer, TransferState } from '../../shared/contract/transfer.ts'

const blocked = vi.hoisted(() => ({ ids: new Set<number>(), started: 0 }))
vi.mock('electron', () => ({
  powerSaveBlocker: {
    start(kind: string): number {
      if (kind !== 'prevent-app-suspension') throw new Error(`the screen may turn off, but ${kind}`)
      blocked.started += 1
      blocked.ids.add(blocked.started)
      return blocked.started
    },
    stop: (id: number) => blocked.ids.delete(id),
  },
}))
const { createStayAwake } = await import('./stay-awake.ts')

const inState = (...states: TransferState[]) => states.map((state) => ({ state }) as Transfer)
beforeEach(() => blocked.ids.clear())

describe('createStayAwake', () => {
  it.each(['queued', 'running', 'waiting'] as const)('keeps the computer awake while a transfer is %s', (state) => {
    const { follow } = createStayAwake()
    follow(inState('done', state))
    expect(blocked.ids.size).toBe(1)
    follow(inState('done', 'done'))
    expect(blocked.ids.size).toBe(0)
  })

  it.each(['paused', 'needs-you', 'done', 'failed', 'cancelled'] as const)(
    'lets the computer sleep while %s',
    (state) => {
      createStayAwake().follow(inState(state))
      expect(blocked.ids.size).toBe(0)
    },
  )

  it('asks once, however often it is told of the same work', () => {
    const { follow } = createStayAwake()
    const before = blocked.started
    for (let told = 0; told < 5; told += 1) follow(inState('running'))
    expect(blocked.started - before).toBe(1)
    follow([])
    follow([])
    expect(blocked.ids.size).toBe(0)
  })
})
