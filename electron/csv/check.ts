import { createHash } from 'node:crypto'
import type { CheckReport, ColumnProfile, Problem } from '../../shared/csv.ts'
import { ColumnCounter } from './column-figures.ts'
import { describeColumn } from './column-profile.ts'
import type { CheckRequest } from './engine.ts'
import { checkHeaders, isNamelessLast, trimHeaders } from './headers.ts'
import { IdentifierSet } from './identifier-set.ts'
import { checkBlanks, checkMapping, gatherFindings } from './mapping-problems.ts'
import { type OpenRecords, openRecords } from './open-records.ts'
import { describeProblem } from './problems.ts'
import { describeBytes, describeReading } from './reading-problems.ts'
import { applyRowRules, expectColumns, makeRowRules, type RowRules } from './row-rules.ts'
import { RowTally } from './row-tally.ts'

type Request = Omit<CheckRequest, 'signal' | 'onProgress'>

const PROGRESS_GAP_MS = 50

/** Reads a whole file as it would be sent, and says what would happen to every row of it. */
export function checkFile(request: Request, onProgress: (bytesRead: number) => void): CheckReport {
  const hash = createHash('sha256')
  let read = 0
  let toldAt = 0
  const onBytes = (bytes: Uint8Array) => {
    hash.update(bytes)
    read += bytes.length
    const now = performance.now()
    if (now - toldAt < PROGRESS_GAP_MS) return
    toldAt = now
    onProgress(read)
  }
  const records = openRecords(request.stamp, request.reading, onBytes)
  try {
    const report = new FileCheck(request, records).run()
    records.file.expectUnchanged()
    onProgress(read)
    return { ...report, sha256: hash.digest('hex'), bytes: records.file.size }
  } finally {
    records.file.close()
  }
}

/** One check under way. */
class FileCheck {
  readonly #request: Request
  readonly #records: OpenRecords
  readonly #headers: readonly string[]
  readonly #rules: RowRules
  readonly #counter: ColumnCounter
  readonly #tally: RowTally
  #identifiers: IdentifierSet | undefined

  constructor(request: Request, records: OpenRecords) {
    const { reader, header } = records
    expectColumns(request.mapping, header.length)
    this.#request = request
    this.#records = records
    this.#headers = trimHeaders(header)
    this.#rules = makeRowRules(request.reading, request.mapping, request.target)
    this.#counter = new ColumnCounter(reader, this.#headers)
    this.#tally = new RowTally(reader, this.#rules, header.length)
  }

  run(): Omit<CheckReport, 'sha256' | 'bytes'> {
    const { reader } = this.#records
    for (const batch of reader.batches()) {
      applyRowRules(reader, batch, this.#rules)
      this.#tally.add(batch)
      this.#addIdentifiers(batch.count)
      this.#counter.add(batch)
    }
    return this.#report()
  }

  #addIdentifiers(count: number): void {
    const { identifier } = this.#rules
    if (!identifier) return
    this.#identifiers ??= new IdentifierSet(this.#records.reader.kernel, this.#expectedRows(count))
    this.#identifiers.add(identifier.column, count, identifier.isEmail)
  }

  /** From how long the first rows are. */
  #expectedRows(count: number): number {
    const { reader, file } = this.#records
    const bytes = reader.after(count - 1) - reader.start(0)
    return (file.size / Math.max(1, bytes / count)) * 1.1
  }

  #report(): Omit<CheckReport, 'sha256' | 'bytes'> {
    const { reader } = this.#records
    const columns = this.#describeColumns()
    const blanks = this.#countBlanks()
    return {
      rows: reader.rows,
      goodRows: reader.rows - this.#tally.held,
      heldBackRows: this.#tally.held,
      blankLines: Number(reader.kernel.call.blankLines.value),
      duplicateIdentifierRows: this.#countDuplicates(),
      blanks,
      columns,
      problems: this.#problems(columns, blanks),
    }
  }

  #describeColumns(): ColumnProfile[] {
    const ids = this.#identifiers
    return Array.from({ length: this.#counter.columns }, (_, column) => {
      const isIdentifier = column === this.#rules.identifier?.column && ids
      const identifier = isIdentifier ? { distinct: ids.count, exact: ids.isComplete } : undefined
      return describeColumn(column, this.#headers[column] ?? '', this.#counter.figures(column), identifier)
    })
  }

  #countBlanks(): Record<string, number> {
    const good = this.#records.reader.rows - this.#tally.held
    const blanks = this.#request.mapping.fields.map(({ field, source }): [string, number] => {
      if (source.from === 'constant') return [field, source.value === '' ? good : 0]
      if (source.column >= this.#counter.columns) return [field, 0]
      const all = this.#counter.figures(source.column).count('blank')
      return [field, all - (this.#tally.heldBlanks[source.column] ?? 0)]
    })
    return Object.fromEntries(blanks)
  }

  #countDuplicates(): number {
    const column = this.#rules.identifier?.column
    return column === undefined ? 0 : this.#counter.figures(column).count('duplicate')
  }

  #problems(columns: readonly ColumnProfile[], blanks: Readonly<Record<string, number>>): Problem[] {
    const { reading, mapping, target } = this.#request
    const { reader, header } = this.#records
    if (this.#isEmpty()) return [describeProblem('empty-file'), ...describeReading(reading)]
    return [
      ...(reader.rows === 0 ? [describeProblem('no-rows')] : []),
      ...describeBytes(reader, reading),
      ...checkHeaders(header),
      ...this.#checkLastColumn(columns),
      ...checkMapping(mapping, target, this.#headers),
      ...this.#tally.problems(),
      ...this.#describeDuplicates(),
      ...checkBlanks(blanks, target),
      ...gatherFindings(columns, mapping),
      ...describeReading(reading),
    ]
  }

  #isEmpty(): boolean {
    return this.#headers.length === 0 || (this.#headers.length === 1 && this.#headers[0] === '')
  }

  #checkLastColumn(columns: readonly ColumnProfile[]): Problem[] {
    const last = this.#headers.length - 1
    if (!isNamelessLast(this.#headers, last)) return []
    return [describeProblem((columns[last]?.filled ?? 0) > 0 ? 'empty-header' : 'empty-last-column')]
  }

  #describeDuplicates(): Problem[] {
    const count = this.#countDuplicates()
    const column = this.#rules.identifier?.column
    const isComplete = this.#identifiers?.isComplete ?? true
    if (column === undefined || (count === 0 && isComplete)) return []
    const examples = this.#counter.figures(column).examples('duplicate')
    const problem = describeProblem('duplicate-identifier', { count, examples })
    if (isComplete) return [problem]
    const looked = (this.#identifiers?.count ?? 0).toLocaleString('en-US')
    return [
      { ...problem, advice: `${problem.advice} Repeats were looked for among the first ${looked} identifiers only.` },
    ]
  }
}
