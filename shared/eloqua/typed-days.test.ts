import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTypedDays } from './typed-days.ts'

const TODAY = new Date(2026, 10, 29, 9, 30)
const found = (text: string) => {
  const { days, words } = findTypedDays(text, TODAY)
  return [days?.from, days?.to, words.join(' ')]
}

const NAMES = new Intl.DateTimeFormat('en-US', { month: 'long' })
const two = (count: number) => String(count).padStart(2, '0')
const iso = (time: Date) => [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')

/** How people spell a day with its year, and without it. */
function spellings(time: Date): { readonly full: readonly string[]; readonly short: readonly string[] } {
  const [year, month, day] = [time.getFullYear(), time.getMonth() + 1, time.getDate()]
  const name = NAMES.format(time)
  const brief = name.slice(0, 3)
  return {
    full: [
      ...[
        iso(time),
        `${year}/${two(month)}/${two(day)}`,
        `${month}/${day}/${year}`,
        `${two(month)}/${two(day)}/${year}`,
      ],
      ...[`${month}/${day}/${year % 100}`, `${day}.${month}.${year}`, `${two(day)}.${two(month)}.${year}`],
      ...[`${day} ${brief} ${year}`, `${brief} ${day}, ${year}`, `${name} ${day} ${year}`, `${day}-${brief}-${year}`],
      ...[`${day}th of ${name} ${year}`, `${brief}. ${day}, ${year}`].filter(() => year > 2000),
    ],
    short: [
      `${day} ${brief}`,
      `${brief} ${day}`,
      `${name} ${day}`,
      `${month}/${day}`,
      `${day}.${month}.`,
      `${day} ${name}`,
    ],
  }
}

const aDay = (from: Date, days: number) =>
  fc.nat(days).map((back) => new Date(from.getFullYear(), from.getMonth(), from.getDate() - back))

describe('findTypedDays', () => {
  it.each([
    ['20 Nov', '2026-11-20', '2026-11-20', ''],
    ['Nov 20', '2026-11-20', '2026-11-20', ''],
    ['November 20', '2026-11-20', '2026-11-20', ''],
    ['nightly Nov 20 failed', '2026-11-20', '2026-11-20', 'nightly failed'],
    ['today', '2026-11-29', '2026-11-29', ''],
    ['yesterday acme', '2026-11-28', '2026-11-28', 'acme'],
    ['20.11.2026', '2026-11-20', '2026-11-20', ''],
    ['11/20/2026', '2026-11-20', '2026-11-20', ''],
    ['20/11/2026', '2026-11-20', '2026-11-20', ''],
    ['20/11', '2026-11-20', '2026-11-20', ''],
    ['03/04', '2026-03-04', '2026-03-04', ''],
    ['03.04.2026', '2026-04-03', '2026-04-03', ''],
    ['2026-11-20', '2026-11-20', '2026-11-20', ''],
    ['2026-11', '2026-11-01', '2026-11-30', ''],
    ['11/2026', '2026-11-01', '2026-11-30', ''],
    ['Feb 2024', '2024-02-01', '2024-02-29', ''],
    ['1st of September', '2026-09-01', '2026-09-01', ''],
    ['Nov 26', '2026-11-26', '2026-11-26', ''],
    // Not yet come this year.
    ['3 Dec', '2025-12-03', '2025-12-03', ''],
    ['Nov 30', '2025-11-30', '2025-11-30', ''],
    ['Feb 29', '2024-02-29', '2024-02-29', ''],
  ])('understands “%s”', (text, ...expected) => {
    expect(found(text)).toEqual(expected)
  })

  it.each([
    'nov',
    'may',
    'march emails',
    '66104',
    '20',
    '2026',
    '1.2',
    '12-3',
    '2026-13',
    '31.02.2026',
    '13/13',
    'nov 31',
    'mayor 5',
  ])('takes “%s” for words', (text) => {
    expect(found(text)).toEqual([undefined, undefined, text])
  })

  it('understands any day in every spelling, wherever it stands among other words', () => {
    const word = fc.constantFrom('nightly', 'acme', 'import', '66104', 'zürich')
    fc.assert(
      fc.property(
        aDay(TODAY, 4_000),
        aDay(TODAY, 364),
        fc.array(word),
        fc.array(word),
        fc.nat(),
        (time, near, a, b, pick) => {
          const { full } = spellings(time)
          const { short } = spellings(near)
          for (const [text = '', day] of [
            [full[pick % full.length], time],
            [short[pick % short.length], near],
          ] as const) {
            const { days, words } = findTypedDays([...a, text, ...b].join(' '), TODAY)
            expect([days?.from, days?.to], text).toEqual([iso(day), iso(day)])
            expect(words).toEqual([...a, ...b])
          }
        },
      ),
    )
  })

  it('makes of any text real days or none, and loses no other word', () => {
    const piece = fc.oneof(
      fc.constantFrom('nov', 'May', '20', '31', '2026', '/', '.', '-', ' ', ', ', 'today', 'of', '20th'),
      fc.string(),
    )
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const { days, words } = findTypedDays(text, TODAY)
          const all = text.toLowerCase().split(/\s+/).filter(Boolean)
          expect(words.length + (days?.typed.split(' ').length ?? 0)).toBe(all.length)
          if (!days) return
          for (const day of [days.from, days.to]) expect(iso(new Date(`${day}T00:00`))).toBe(day)
          expect(days.from <= days.to).toBe(true)
        },
      ),
    )
  })
})
