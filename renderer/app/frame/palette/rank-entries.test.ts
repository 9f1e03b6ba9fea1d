import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Findable, indexEntries, rankEntries } from './rank-entries.ts'

const MOST = 3

function find(entries: readonly Findable[], text: string, most = MOST) {
  return rankEntries(indexEntries(entries), text, most)
}

/** The titles that are found, from the top. */
function titles(entries: readonly Findable[], text: string): readonly string[] {
  return find(entries, text, entries.length).flatMap((group) => group.entries.map(({ title }) => title))
}

const of = (...names: readonly string[]): readonly Findable[] => names.map((title) => ({ group: 'things', title }))

describe('rankEntries', () => {
  it('puts the title that is the text before one that begins with it, before one that has it as a word', () => {
    const all = of('Sent to Acme', 'Acme newsletter', 'Placements', 'Acme')
    expect(titles(all, 'acme')).toEqual(['Acme', 'Acme newsletter', 'Sent to Acme'])
  })

  it('puts beginnings of words before parts of words', () => {
    expect(titles(of('Unlisted', 'Short list', 'Listing'), 'list')).toEqual(['Listing', 'Short list', 'Unlisted'])
  })

  it('asks for every word, in any order', () => {
    const all = of('Belgian contacts', 'Belgian accounts', 'Contacts of Belgium')
    expect(titles(all, 'contacts belg')).toEqual(['Belgian contacts', 'Contacts of Belgium'])
    expect(titles(all, 'contacts france')).toEqual([])
  })

  it('ignores capitals, accents and signs between words', () => {
    for (const text of ['cafe creme', 'CAFÉ CRÈME', 'cafe\u0301-creme', 'cafe.creme'])
      expect(titles(of('Café & crème', 'Kaffee'), text)).toEqual(['Café & crème'])
    for (const [title, text] of [
      ['Straße', 'strasse'],
      ['Łódź', 'lodz'],
      ['Ærø', 'aero'],
      ['ﬁle', 'file'],
    ] as const)
      expect(titles(of(title), text)).toEqual([title])
  })

  it('finds a file by its name with the ending, and by the ending', () => {
    const all = of('long.csv', 'longer list.xlsx', 'short.csv')
    expect(titles(all, 'long.csv')).toEqual(['long.csv'])
    expect(titles(all, 'csv')).toEqual(['long.csv', 'short.csv'])
  })

  it('finds pieces of names that are written together', () => {
    expect(titles(of('WebinarAttendees'), 'attendees')).toEqual(['WebinarAttendees'])
    expect(titles(of('WebinarAttendees'), 'webinaratt')).toEqual(['WebinarAttendees'])
  })

  it('goes straight to a number, whatever else has those digits', () => {
    const all: readonly Findable[] = [
      { group: 'definitions', title: '66104' },
      { group: 'definitions', title: 'Attendees 661045' },
      { group: 'syncs', title: 'Belgian contacts', number: 66_104 },
    ]
    for (const text of ['66104', '#66104', ' 66104 ']) expect(find(all, text)[0]?.entries).toEqual([all[2]])
    expect(titles(all, '661')).toEqual(['66104', 'Attendees 661045', 'Belgian contacts'])
  })

  it('finds by what people say for it, behind those that are named so', () => {
    const all: readonly Findable[] = [
      { group: 'actions', title: 'Leave practice instance', also: 'sign out log off' },
      { group: 'actions', title: 'Sign out' },
      { group: 'actions', title: 'Sign in' },
    ]
    expect(titles(all, 'sign out')).toEqual(['Sign out', 'Leave practice instance'])
    expect(titles(all, 'log o')).toEqual(['Leave practice instance'])
  })

  it('puts the newest first among those that fit equally well', () => {
    const [old, fresh, undated] = ['2026-11-01T10:00:00Z', '2026-11-28T10:00:00Z', undefined].map((at, place) => ({
      group: 'uploads',
      title: `contacts ${place}.csv`,
      at,
    })) as [Findable, Findable, Findable]
    expect(find([undated, old, fresh], 'contacts')[0]?.entries).toEqual([fresh, old, undated])
  })

  it('orders groups by their best entry, cuts each, and says how many fit', () => {
    const all: readonly Findable[] = [
      ...['a', 'b', 'c', 'd'].map((name) => ({ group: 'definitions', title: `${name} acme` })),
      { group: 'connections', title: 'Acme' },
    ]
    expect(find(all, 'acme').map(({ group, entries, total }) => [group, entries.length, total])).toEqual([
      ['connections', 1, 1],
      ['definitions', 3, 4],
    ])
  })

  it('puts what bears a name before what is named after it, but a sync before a definition of the same number', () => {
    const all: readonly Findable[] = [
      { group: 'syncs', title: 'Acme', number: 7, isNamedAfter: true, at: '2026-11-28T10:00:00Z' },
      { group: 'definitions', title: 'Acme' },
      { group: 'definitions', title: 'Other', number: 7 },
    ]
    expect(find(all, 'acme').map(({ group }) => group)).toEqual(['definitions', 'syncs'])
    expect(find(all, '7').map(({ group }) => group)).toEqual(['syncs', 'definitions'])
  })

  it('offers without a text what is offered, uncut and in its order, and nothing for signs alone', () => {
    const all: readonly Findable[] = [
      ...of('New sync', 'Open files', 'Refresh', 'Transfers'),
      { group: 'syncs', title: 'A sync', onlySearched: true },
    ]
    expect(find(all, '  ')).toEqual([{ group: 'things', entries: all.slice(0, 4), total: 4 }])
    expect(find(all, '#')).toEqual([])
    expect(titles(all, 'a sync')).toEqual(['A sync'])
  })

  it('finds every entry by its own title, by each of its words, and by the beginning of each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 20 }),
        fc.nat(),
        (names, pick) => {
          const all = of(...names)
          const title = names[pick % Math.max(1, names.length)] ?? ''
          const words = title.normalize('NFKD').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
          for (const text of [title, ...words, ...words.map((word) => [...word].slice(0, 2).join(''))]) {
            if (/[\p{L}\p{N}]/u.test(text.normalize('NFKD'))) expect(titles(all, text)).toContain(title)
          }
        },
      ),
    )
  })
})
