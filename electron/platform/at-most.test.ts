import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { atMost } from './at-most.ts'

it('runs no more at once than it may, each in its turn, whatever becomes of the others', async () => {
  const limited = atMost(2)
  const order: number[] = []
  let running = 0
  let most = 0
  const work = (n: number) => async () => {
    order.push(n)
    running += 1
    most = Math.max(most, running)
    await setImmediate()
    running -= 1
    if (n % 2 === 1) throw new Error('odd')
    return n
  }
  const ends = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => limited(work(n))))
  expect(most).toBe(2)
  expect(order).toEqual([0, 1, 2, 3, 4])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
})
