import { afterEach, describe, expect, it } from 'vitest'
import { type Clock, createClock, createHeldClock } from './clock.ts'
import { parseDuration } from './duration.ts'
import { toDatabaseTime, toWebTime } from './timestamp.ts'

describe('createClock', () => {
  let clock: Clock
  afterEach(() => clock.stop())

  it('starts where it is told and moves by what it is told', () => {
    clock = createClock(1_000_000)
    expect(clock.now()).toBeGreaterThanOrEqual(1_000_000)
    clock.advance(50_000)
    expect(clock.now()).toBeGreaterThanOrEqual(1_050_000)
    expect(clock.now()).toBeLessThan(1_051_000)
  })

  it('runs what is due on the way in the order of time, each at its own time', () => {
    clock = createClock(0)
    const ran: string[] = []
    clock.after(3_000, () => ran.push(`c ${Math.round(clock.now() / 1_000)}`))
    clock.after(1_000, () => {
      ran.push(`a ${Math.round(clock.now() / 1_000)}`)
      clock.after(1_000, () => ran.push(`b ${Math.round(clock.now() / 1_000)}`))
    })
    clock.advance(10_000)
    expect(ran).toEqual(['a 1', 'b 2', 'c 3'])
  })

  it('runs by itself as real time passes, unless called off', async () => {
    clock = createClock()
    const ran: string[] = []
    clock.after(10, () => ran.push('kept'))
    clock.after(5, () => ran.push('called off'))()
    await expect.poll(() => ran).toEqual(['kept'])
  })

  it('stands still where it is held, and still runs what is due at once', async () => {
    clock = createHeldClock(1_000)
    const ran: number[] = []
    clock.after(0, () => ran.push(clock.now()))
    clock.after(5, () => ran.push(clock.now()))
    await expect.poll(() => ran).toEqual([1_000])
    clock.advance(5)
    expect(ran).toEqual([1_000, 1_005])
    expect(clock.now()).toBe(1_005)
  })
})

describe('parseDuration', () => {
  it.each([
    ['PT1H', 3_600_000],
    ['P14D', 14 * 86_400_000],
    ['P1W', 7 * 86_400_000],
    ['P1DT12H', 36 * 3_600_000],
    ['pt90m', 5_400_000],
  ])('reads %s', (text, ms) => expect(parseDuration(text)).toBe(ms))

  it.each(['', 'P', 'PT', 'P1', '1D', 'P-1D', 'P1H', 'PT1D', 'P1DT'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})

describe('times on the wire', () => {
  it('have seven digits: padded from the database, live from the web tier', () => {
    expect(toDatabaseTime(1_625_794_868_100)).toBe('2021-07-09T01:41:08.1000000Z')
    expect(toWebTime(1_625_794_868_100, () => 0.1264)).toBe('2021-07-09T01:41:08.1001264Z')
  })
})
