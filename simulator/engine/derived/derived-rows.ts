import type { ExportData, PageMemory } from '../data-engine.ts'
import { csvHeader } from '../exports/encode-rows.ts'
import { buildDayTemplate, type ColumnLayout, type DayTemplate, dayOffset, type Format } from './day-template.ts'
import { DAY_ROWS, type Transactions } from './transactions.ts'

/** Rows [from, to) of one day, as the page wants them. */
interface Run {
  readonly day: number
  readonly from: number
  readonly to: number
}

/** A page cut into runs of neighbouring rows within one day. `indices`: the rows a filter left; undefined: all. */
function runsOf(indices: Uint32Array | undefined, offset: number, end: number): readonly Run[] {
  const runs: Run[] = []
  let position = offset
  while (position < end) {
    const index = indices ? (indices[position] ?? 0) : position
    const day = Math.floor(index / DAY_ROWS)
    const from = index - day * DAY_ROWS
    const room = Math.min(end - position, DAY_ROWS - from)
    let length = 1
    if (!indices) length = room
    else while (length < room && indices[position + length] === index + length) length += 1
    runs.push({ day, from, to: from + length })
    position += length
  }
  return runs
}

/** What a page needs of one day: a template whose times are right for it, and its own digits. */
interface Day {
  readonly template: DayTemplate
  readonly digits: Buffer
  readonly date: Buffer
}

/** Days of one format, made when first asked for; a template is shared by all days of one clock offset. */
function createDays(
  transactions: Transactions,
  layout: readonly ColumnLayout[],
  isUtc: boolean,
  format: Format,
): (day: number) => Day {
  const templates = new Map<string, DayTemplate>()
  const days = new Map<number, Day>()
  return (day) => {
    const known = days.get(day)
    if (known) return known
    const offset = dayOffset(layout, day, isUtc)
    const template = templates.get(offset) ?? buildDayTemplate(layout, format, day, isUtc)
    templates.set(offset, template)
    const { digits, date } = transactions.day(day)
    const made = { template, digits: Buffer.from(digits), date: Buffer.from(date) }
    days.set(day, made)
    return made
  }
}

interface DerivedPageSource {
  readonly transactions: Transactions
  readonly layout: readonly ColumnLayout[]
  readonly isUtc: boolean
  readonly memory: PageMemory
}

/** Pages of derived rows: holds at most the numbers of the rows, makes pages by copying a day and writing digits. */
export function createDerivedPages(
  { transactions, layout, isUtc, memory }: DerivedPageSource,
  rowCount: number,
  indices: Uint32Array | undefined,
): Pick<ExportData, 'json' | 'csv'> {
  const days = {
    json: createDays(transactions, layout, isUtc, 'json'),
    csv: createDays(transactions, layout, isUtc, 'csv'),
  }
  const page = (format: Format, offset: number, limit: number, header: Buffer): Buffer => {
    const runs = runsOf(indices, offset, Math.min(rowCount, offset + limit))
    const dayOf = days[format]
    const size = runs.reduce((sum, run) => sum + sizeOf(dayOf(run.day), run), header.length)
    const target = memory.take(size)
    header.copy(target)
    let position = header.length
    for (const run of runs) {
      const day = dayOf(run.day)
      writeRun(target, position, day, run)
      position += sizeOf(day, run)
    }
    return target
  }
  const noHeader = Buffer.alloc(0)
  const header = csvHeader(layout.map(({ name }) => name))
  return {
    json: (offset, limit) => {
      const bytes = page('json', offset, limit, noHeader)
      return { runs: [bytes.subarray(0, Math.max(0, bytes.length - 1))], release: () => memory.give(bytes) }
    },
    csv: (offset, limit) => {
      const bytes = page('csv', offset, limit, header)
      return { runs: [bytes], release: () => memory.give(bytes) }
    },
  }
}

function sizeOf({ template: { starts } }: Day, { from, to }: Run): number {
  return (starts[to] ?? 0) - (starts[from] ?? 0)
}

function writeRun(target: Buffer, position: number, { template, digits, date }: Day, run: Run): void {
  const start = template.starts[run.from] ?? 0
  template.bytes.copy(target, position, start, template.starts[run.to])
  overwrite(target, position - start, template.dayParts, run, digits)
  overwrite(target, position - start, template.dateParts, run, date)
}

/** Writes `text` at every part that lies in the run; parts are the same number for each row. */
function overwrite(target: Buffer, shift: number, parts: Uint32Array, { from, to }: Run, text: Buffer): void {
  const perRow = parts.length / DAY_ROWS
  const end = to * perRow
  const length = text.length
  for (let part = from * perRow; part < end; part += 1) {
    const at = (parts[part] ?? 0) + shift
    for (let character = 0; character < length; character += 1) target[at + character] = text[character] ?? 0
  }
}
