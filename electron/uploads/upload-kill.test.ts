import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { type KillEnd, killedAt } from './testing/kill-loop.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 100, rows: 100 })
})
afterAll(() => simulator.close())

const PART = ['part-intent', 'part-answered', 'part-ack']
const SYNC = ['sync-intent', 'sync-answered', 'sync-ack']
const WATCH = ['sync-read', 'logs-read', 'sync-ended']
const WAYS = {
  'a private copy': {
    way: 'private-copy',
    isAuto: false,
    steps: [
      'copy-intent',
      'copy-answered',
      'copy-ack',
      ...PART,
      ...SYNC,
      ...WATCH,
      'copy-deleted',
      'batch-done',
      'done',
    ],
  },
  'the definition itself': {
    way: 'straight',
    isAuto: false,
    steps: [...PART, 'staged', ...SYNC, ...WATCH, 'done'],
  },
  'a definition that syncs at once': {
    way: 'straight',
    isAuto: true,
    steps: [...PART, ...WATCH, 'others-searched', 'batch-done', 'done'],
  },
} as const

/** Steps that an upload of one batch passes once. */
const ONCE = new Set(['done', 'staged', 'batch-done'])

function postsTo(path: string): number {
  return simulator.control.requests.list({ method: 'POST', path }).length
}

function expectWhole({ upload, target, answers }: KillEnd): void {
  expect(upload.state, JSON.stringify(upload)).toBe('done')
  expect([...target.applied()].sort()).toEqual([...target.good].sort())
  const isCopied = upload.way === 'private-copy'
  // The definition that was picked gets each part once, plus what the user said to send again; a copy gets none twice.
  const again = answers.filter((answer) => answer === 'send-again').length
  expect(postsTo(`*${target.uri}/data`)).toBeLessThanOrEqual(isCopied ? 0 : upload.parts.length + again)
}

describe.each(Object.entries(WAYS))('killed while sending to %s', (_name, { way, isAuto, steps }) => {
  const points = steps.flatMap((step) =>
    (ONCE.has(step) ? [1] : [1, 2]).map((nth) => [`${step} ${nth}`, { step, nth }] as const),
  )
  test.concurrent.each(points)(
    'at $step for the $nth. time, it takes up where it was',
    { timeout: 60_000 },
    async (_name, point) => {
      const end = await killedAt(simulator, { way, isAuto }, point)
      expectWhole(end)
      if (point.nth === 1) expect(end.wasKilled, 'the step is passed at all').toBe(true)
      const isPassedTwice = way === 'private-copy' || isAuto || point.step.startsWith('part')
      if (point.nth === 2 && isPassedTwice) expect(end.wasKilled).toBe(true)
    },
  )
})

describe.each(Object.entries(WAYS))('paused and killed while sending to %s', (_name, { way, isAuto }) => {
  test.concurrent.each(['part-intent', 'part-answered', 'part-ack', 'paused'])(
    'at %s, it stays paused over every start, and takes up where it was',
    { timeout: 60_000 },
    async (step) => {
      const point = { step, nth: 1 }
      const end = await killedAt(simulator, { way, isAuto }, point, { step: 'part-intent', nth: 1 })
      expectWhole(end)
      expect(end.wasKilled).toBe(true)
      // A straight part in doubt is asked about, and the answer is the user's word to go on.
      const isAsked = way === 'straight' && (step === 'part-intent' || step === 'part-answered')
      expect(end.pauses > 0).toBe(!isAsked)
    },
  )
})

test('no copy that was synced got a part twice, and no definition was synced without having been asked to', () => {
  const counts = new Map<string, number>()
  for (const { path } of simulator.control.requests.list({ method: 'POST', path: '*/data' })) {
    counts.set(path, (counts.get(path) ?? 0) + 1)
  }
  const synced = simulator.control.syncs().filter((sync) => sync.id >= 66_100)
  const copies = synced.filter((sync) => !simulator.control.definitions().some(({ uri }) => uri === sync.definitionUri))
  // Two parts make a batch in these runs; a third POST to a copy would be one of them for the second time.
  for (const { definitionUri } of copies)
    expect(counts.get(`/api/bulk/2.0${definitionUri}/data`) ?? 0).toBeLessThanOrEqual(2)
  expect(copies.length).toBeGreaterThan(0)
  expect(new Set(copies.map((sync) => sync.definitionUri)).size, 'each copy is synced once').toBe(copies.length)
  expect(simulator.control.defects()).toBe(0)
})
