import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const BACKGROUND = { background: true } as const

test('what is read ahead waits until nothing that the user waits for is out', async () => {
  const turns = createTurns()
  const order: string[] = []
  const user = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
  const asked = user.map((one, index) =>
    turns.take({}, async () => one.promise.then(() => void order.push(`user ${index}`))),
  )
  const ahead = turns.take(BACKGROUND, async () => void order.push('ahead'))
  user[1].resolve()
  await asked[1]
  user[0].resolve()
  await Promise.all([...asked, ahead])
  expect(order).toEqual(['user 1', 'user 0', 'ahead'])
})

test('a transfer of hours does not hold it for hours', async () => {
  const turns = createTurns(1)
  const long = Promise.withResolvers<void>()
  const transfer = turns.take({}, () => long.promise)
  expect(await turns.take(BACKGROUND, async () => 'read')).toBe('read')
  long.resolve()
  await transfer
})

test('a wait that is cancelled asks nothing', async () => {
  const turns = createTurns()
  const long = Promise.withResolvers<void>()
  const transfer = turns.take({}, () => long.promise)
  const stop = new AbortController()
  const asked: string[] = []
  const ahead = turns.take({ ...BACKGROUND, signal: stop.signal }, async () => void asked.push('ahead'))
  stop.abort()
  await expect(ahead).rejects.toMatchObject({ code: 'cancelled' })
  long.resolve()
  await transfer
  expect(asked).toEqual([])
})
