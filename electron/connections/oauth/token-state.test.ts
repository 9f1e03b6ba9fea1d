import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { type RefreshOutcome, type TokenEffect, type TokenState, type Tokens, transition } from './token-state.ts'

const HOUR = 3_600_000
const offline: AppErrorData = { code: 'offline', message: 'x', fate: 'not-sent' }
const locked: AppErrorData = { code: 'keychain-locked', message: 'x' }
const lost: AppErrorData = { code: 'connection-lost', message: 'x', fate: 'may-have-arrived' }
const refused: AppErrorData = { code: 'oauth-failed', oauth: 'code-refused', message: 'x' }

const tokens = (more: Partial<Tokens> = {}): Tokens => ({
  access: 'a1',
  accessUntil: 8 * HOUR,
  refresh: 'r1',
  refreshSent: 0,
  ...more,
})
const held = (more: Partial<Tokens> = {}): TokenState => ({ kind: 'held', tokens: tokens(more) })
const fresh = tokens({ access: 'a2', accessUntil: 16 * HOUR, refresh: 'r2' })
const kinds = (effects: readonly TokenEffect[]) => effects.map((effect) => effect.do)

describe('an access token', () => {
  it('is given as long as more than an hour is left', () => {
    const { state, effects } = transition(held(), { kind: 'asked', now: 6 * HOUR })
    expect([state.kind, effects]).toEqual(['held', [{ do: 'give', access: 'a1' }]])
  })

  it('is renewed in its last hour, while work goes on with it', () => {
    const marking = transition(held(), { kind: 'asked', now: 7.5 * HOUR })
    expect(kinds(marking.effects)).toEqual(['write', 'give'])
    const refreshing = transition(marking.state, { kind: 'written' })
    expect(refreshing.effects).toEqual([{ do: 'refresh', token: 'r1' }])
    const saving = transition(refreshing.state, {
      kind: 'answered',
      outcome: { kind: 'granted', tokens: fresh },
      now: 7.5 * HOUR,
    })
    expect(saving.effects).toEqual([{ do: 'write', tokens: fresh }])
    const done = transition(saving.state, { kind: 'written' })
    expect([done.state, done.effects]).toMatchObject([{ kind: 'held', tokens: fresh }, [{ do: 'give', access: 'a2' }]])
  })

  it('that was rejected is replaced at once, and once: another refusal soon after says that the token is not the cause', () => {
    const first = transition(held(), { kind: 'rejected', access: 'a1', now: HOUR })
    expect(kinds(first.effects)).toEqual(['write'])
    const renewed: TokenState = { kind: 'held', tokens: fresh, forcedAt: HOUR }
    const again = transition(renewed, { kind: 'rejected', access: 'a2', now: HOUR + 1_000 })
    expect(again.effects).toMatchObject([{ do: 'fail', error: { code: 'sign-in-refused' } }])
    expect(kinds(transition(renewed, { kind: 'rejected', access: 'a2', now: 2 * HOUR }).effects)).toEqual(['write'])
  })

  it('that was rejected after it had been replaced costs no refresh', () => {
    const { effects } = transition({ kind: 'held', tokens: fresh }, { kind: 'rejected', access: 'a1', now: HOUR })
    expect(effects).toEqual([{ do: 'give', access: 'a2' }])
  })
})

describe('a refresh', () => {
  const refreshing = (more: Partial<Tokens> = {}): TokenState => ({
    kind: 'refreshing',
    tokens: tokens({ refreshSent: 1, ...more }),
  })
  const answer = (state: TokenState, outcome: RefreshOutcome, now = 9 * HOUR) =>
    transition(state, { kind: 'answered', outcome, now })

  it('does not begin while the keychain cannot be told of it', () => {
    const { state } = transition(held(), { kind: 'asked', now: 9 * HOUR })
    const after = transition(state, { kind: 'write-failed', error: locked, now: 9 * HOUR })
    expect(after.effects).toEqual([{ do: 'fail', error: locked }])
    expect(after.state.tokens.refreshSent).toBe(0)
  })

  it('that Eloqua refused tells the user, and lets work go on to the end of the access token', () => {
    const { state, effects } = answer(refreshing(), { kind: 'refused', error: refused }, 7.5 * HOUR)
    expect(effects).toMatchObject([{ do: 'tell', trouble: 'sign-in-over' }, { do: 'fail' }])
    expect(transition(state, { kind: 'asked', now: 7.9 * HOUR }).effects).toEqual([{ do: 'give', access: 'a1' }])
    expect(transition(state, { kind: 'asked', now: 8 * HOUR }).effects).toMatchObject([
      { do: 'fail', error: { code: 'not-signed-in' } },
    ])
  })

  it('that never left this computer costs nothing: it is tried again after a rest', () => {
    const { state } = answer(refreshing(), { kind: 'not-accepted', error: offline })
    const settled = transition(state, { kind: 'written' })
    expect(settled.state.tokens.refreshSent).toBe(0)
    expect(kinds(transition(settled.state, { kind: 'asked', now: 9 * HOUR + 1_000 }).effects)).toEqual(['fail'])
    expect(kinds(transition(settled.state, { kind: 'asked', now: 9 * HOUR + 6_000 }).effects)).toEqual(['write'])
  })

  it('without an answer is not repeated while an access token is valid, and once when none is', () => {
    const { state } = answer(refreshing(), { kind: 'in-doubt', error: lost }, 7.5 * HOUR)
    expect(kinds(transition(state, { kind: 'asked', now: 7.8 * HOUR }).effects)).toEqual(['give'])
    const second = transition(state, { kind: 'asked', now: 8 * HOUR })
    expect(second.effects).toMatchObject([{ do: 'write', tokens: { refreshSent: 2 } }])
    const sent = transition(second.state, { kind: 'written' })
    const ended = answer(sent.state, { kind: 'in-doubt', error: lost })
    expect([ended.state.kind, kinds(ended.effects)]).toEqual(['over', ['tell', 'fail']])
  })

  it('whose tokens the keychain does not take tells the user, and relies on none of them for the next', () => {
    const saving = answer(refreshing(), { kind: 'granted', tokens: fresh })
    const failed = transition(saving.state, { kind: 'write-failed', error: locked, now: 9 * HOUR })
    expect(failed.effects).toMatchObject([
      { do: 'tell', trouble: 'not-saved' },
      { do: 'give', access: 'a2' },
    ])
    const later = transition(failed.state, { kind: 'asked', now: 17 * HOUR })
    expect(later.effects).toEqual([{ do: 'write', tokens: fresh }])
  })
})

/** Eloqua and the keychain as the model knows them, and an app that may crash between any two steps. */
class World {
  now = 0
  state: TokenState
  keychain: Tokens
  /** The refresh tokens Eloqua still takes. */
  readonly good = new Set(['r1'])
  pending: TokenEffect[] = []
  refreshesUnderWay = 0
  told = false
  issued = 1

  constructor() {
    this.keychain = tokens()
    this.state = { kind: 'held', tokens: this.keychain }
  }

  dispatch(event: Parameters<typeof transition>[1]): void {
    const step = transition(this.state, event)
    this.state = step.state
    for (const effect of step.effects) {
      if (effect.do === 'tell') this.told = true
      if (effect.do === 'refresh') {
        this.refreshesUnderWay++
        // Never two at once, and never with a token that only memory has.
        expect(this.refreshesUnderWay).toBe(1)
        expect(this.keychain.refresh).toBe(effect.token)
        expect(this.keychain.refreshSent).toBeGreaterThan(0)
      }
      if (effect.do === 'write' || effect.do === 'refresh') this.pending.push(effect)
    }
  }

  /** Lets the effect that waits longest happen, as the dice say. */
  settle(dice: { keychain: boolean; reply: 'granted' | 'not-sent' | 'lost-before' | 'lost-after' }): void {
    const effect = this.pending.shift()
    if (effect?.do === 'write') {
      if (dice.keychain) {
        this.keychain = effect.tokens
        this.dispatch({ kind: 'written' })
      } else this.dispatch({ kind: 'write-failed', error: locked, now: this.now })
    }
    if (effect?.do === 'refresh') {
      this.refreshesUnderWay--
      this.dispatch({ kind: 'answered', outcome: this.#eloqua(effect.token, dice.reply), now: this.now })
    }
  }

  #eloqua(token: string, reply: string): RefreshOutcome {
    if (reply === 'not-sent') return { kind: 'not-accepted', error: offline }
    if (reply === 'lost-before') return { kind: 'in-doubt', error: lost }
    if (!this.good.delete(token)) return { kind: 'refused', error: refused }
    this.issued++
    const next = tokens({
      access: `a${this.issued}`,
      refresh: `r${this.issued}`,
      accessUntil: this.now + 8 * HOUR,
    })
    this.good.add(next.refresh)
    return reply === 'lost-after' ? { kind: 'in-doubt', error: lost } : { kind: 'granted', tokens: next }
  }

  /** The process ends. What was on its way to Eloqua may have arrived; memory is gone, the keychain is not. */
  crash(arrived: boolean): void {
    for (const effect of this.pending) if (effect.do === 'refresh' && arrived) this.#eloqua(effect.token, 'lost-after')
    this.pending = []
    this.refreshesUnderWay = 0
    this.state = { kind: 'held', tokens: this.keychain }
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'ask' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reject' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      keychain: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      reply: fc.oneof(
        { weight: 4, arbitrary: fc.constant('granted' as const) },
        { weight: 1, arbitrary: fc.constantFrom('not-sent' as const, 'lost-before' as const, 'lost-after' as const) },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('sleep' as const), ms: fc.integer({ min: 1, max: 9 * HOUR }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), arrived: fc.boolean() }) },
)

it('in any order of requests, expiries, lost answers, locked keychains, sleep and crashes: one refresh at a time, none with an unsaved token, and the user is told before a sign-in is lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const world = new World()
      for (const one of steps) {
        if (one.kind === 'ask') world.dispatch({ kind: 'asked', now: world.now })
        if (one.kind === 'reject')
          world.dispatch({ kind: 'rejected', access: world.state.tokens.access, now: world.now })
        if (one.kind === 'settle') world.settle(one)
        if (one.kind === 'sleep') world.now += one.ms
        if (one.kind === 'crash') world.crash(one.arrived)
        expect(world.state.tokens.refreshSent).toBeLessThanOrEqual(2)
      }
      // Whatever happened: now the network and the keychain work. Either a token comes, or the user has been told.
      let given = false
      for (let round = 0; round < 12 && !given && !world.told; round++) {
        world.now += 2 * HOUR
        const { effects } = transition(world.state, { kind: 'asked', now: world.now })
        given = effects.some((effect) => effect.do === 'give')
        world.dispatch({ kind: 'asked', now: world.now })
        while (world.pending.length > 0) world.settle({ keychain: true, reply: 'granted' })
        given ||= world.state.kind === 'held' && world.state.tokens.accessUntil > world.now
      }
      expect(given || world.told).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
