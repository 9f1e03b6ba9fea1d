import { expect, test } from 'vitest'
import { endWorkers, giveWorker, takeWorker } from './spare-workers.ts'

/** What Node says of a thread that has ended. */
const NO_THREAD = -1

test('at the end of the app no worker is left, at work or waiting', async () => {
  const [atWork, waiting] = [takeWorker(), takeWorker()]
  giveWorker(waiting, true)
  await endWorkers()
  expect([atWork.threadId, waiting.threadId]).toEqual([NO_THREAD, NO_THREAD])
})

test('a worker whose job was broken off is ended, and never given out again', async () => {
  const broken = takeWorker()
  giveWorker(broken, false)
  await expect.poll(() => broken.threadId).toBe(NO_THREAD)
  const next = takeWorker()
  expect(next).not.toBe(broken)
  await endWorkers()
})
