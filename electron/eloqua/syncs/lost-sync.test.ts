import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { known, type Read, unreadable } from '../answers/read.ts'
import { decideLostSync, type LostRequest } from './lost-sync.ts'

const URI = '/contacts/imports/9'

function sync(id: number, change: Partial<Sync> = {}): Sync {
  const facts = { syncedInstanceUri: URI, status: 'active', createdAt: '2026-11-28T10:00:00Z', createdBy: 'Ada' }
  return { id, uri: `/syncs/${id}`, ...facts, ...change }
}

const REQUEST: LostRequest = {
  definitionUri: URI,
  user: 'ada',
  newestBefore: 10,
  rows: 5,
  isOursAlone: false,
  spokenFor: new Set(),
}

const rows = (...taken: readonly (readonly [number, number | undefined])[]) =>
  new Map(taken.map(([id, count]) => [id, known(count)]))

describe('decideLostSync', () => {
  it('says that there is none only for a list that was read whole', () => {
    expect(decideLostSync(REQUEST, known([sync(9)]), rows())).toEqual({ kind: 'none' })
    expect(decideLostSync(REQUEST, unreadable('no items'), rows())).toMatchObject({ kind: 'unknown' })
  })

  it('takes the only sync of a definition that is ours alone', () => {
    const request = { ...REQUEST, isOursAlone: true }
    expect(decideLostSync(request, known([sync(11)]), rows())).toMatchObject({ kind: 'ours', sync: { id: 11 } })
  })

  it('takes, of two syncs of a definition that is ours alone, the one that took the rows', () => {
    const decision = decideLostSync(
      { ...REQUEST, isOursAlone: true },
      known([sync(12), sync(11)]),
      rows([12, 0], [11, 5]),
    )
    expect(decision).toMatchObject({ kind: 'ours', sync: { id: 11 } })
  })

  it('does not take a sync of a shared definition for ours, although it is newer, of the same user and as large', () => {
    const decision = decideLostSync(REQUEST, known([sync(11)]), rows([11, 5]))
    expect(decision).toMatchObject({ kind: 'unclear', candidates: [{ id: 11 }], mayClear: false })
  })

  it('names the sync with as many rows first, and keeps one that took more', () => {
    const decision = decideLostSync(REQUEST, known([sync(13), sync(12), sync(11)]), rows([13, 8], [12, 5], [11, 4]))
    expect(decision).toMatchObject({ kind: 'unclear', candidates: [{ id: 12 }, { id: 13 }] })
  })

  it.each([
    ['that was there before', sync(10)],
    ['of another definition', sync(11, { syncedInstanceUri: '/contacts/imports/8' })],
    ['of another user', sync(11, { createdBy: 'bob' })],
    ['that took fewer rows', sync(14)],
    ['that is spoken for', sync(15)],
  ])('rules out a sync %s', (_which, one) => {
    const request = { ...REQUEST, spokenFor: new Set([15]) }
    expect(decideLostSync(request, known([one]), rows([14, 4]))).toEqual({ kind: 'none' })
  })

  it.each([
    ['does not say of which definition it is', sync(11, { syncedInstanceUri: '' }), known<number | undefined>(5)],
    ['does not say who started it', sync(11, { createdBy: '' }), known<number | undefined>(5)],
    ['has not said yet how many rows it took', sync(11), known(undefined)],
    ['has a log that cannot be read', sync(11), unreadable('no list')],
  ])('keeps a sync that %s', (_what, one, taken: Read<number | undefined>) => {
    const decision = decideLostSync(REQUEST, known([one]), new Map([[11, taken]]))
    expect(decision).toMatchObject({
      kind: 'unclear',
      candidates: [{ id: 11 }],
      mayClear: !('known' in taken && taken.known),
    })
  })

  it('never misses the true sync and never takes another for it, whatever else was started', () => {
    const other = fc.record({
      id: fc.integer({ min: 1, max: 40 }),
      syncedInstanceUri: fc.constantFrom(URI, URI.toUpperCase(), '/contacts/imports/8', ''),
      createdBy: fc.constantFrom('Ada', 'bob', ''),
      taken: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
    })
    const world = fc.record({
      others: fc.uniqueArray(other, { selector: ({ id }) => id, maxLength: 12 }),
      ours: fc.option(fc.integer({ min: 11, max: 40 }), { nil: undefined }),
      oursSaid: fc.boolean(),
      spoken: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
      isOursAlone: fc.boolean(),
    })
    fc.assert(
      fc.property(world, ({ others, ours, oursSaid, spoken, isOursAlone }) => {
        const rest = others.filter(({ id, syncedInstanceUri }) => {
          const isOfCopy = syncedInstanceUri === '' || syncedInstanceUri.toLowerCase() === URI
          return id !== ours && !(isOursAlone && id > 10 && isOfCopy)
        })
        const all = [...rest.map(({ taken: _, ...one }) => sync(one.id, one)), ...(ours ? [sync(ours)] : [])]
        const taken = new Map(rest.map((one) => [one.id, known(one.taken)]))
        if (ours) taken.set(ours, known(oursSaid ? 5 : undefined))
        const spokenFor = new Set(spoken.filter((id) => id !== ours))
        const decision = decideLostSync({ ...REQUEST, isOursAlone, spokenFor }, known(all), taken)
        if (decision.kind === 'ours') return decision.sync.id === ours
        if (decision.kind === 'none') return ours === undefined
        if (decision.kind === 'unknown') return false
        return ours === undefined || decision.candidates.some(({ id }) => id === ours)
      }),
    )
  })
})
