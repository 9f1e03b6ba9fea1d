import type { Severity, SyncReject } from '../../../shared/eloqua/eloqua.ts'
import type { LogLine } from '../data-engine.ts'
import type { Column } from './plan-import.ts'
import type { StagedRow, StagingSummary } from './staged-rows.ts'
import { type Code, type LogValues, logText, type RejectCode, STATUS_CODES } from './status-codes.ts'

/** A log line with the usual text and severity of its code; `values` fill the places of the text. */
export function logLine(code: Code, count: number, values?: LogValues): LogLine {
  return { severity: STATUS_CODES[code].severity, statusCode: code, message: logText(code, values), count }
}

/** Rejections as the log names them, after "Total records processed." and before "… remaining". */
const BEFORE_DUPLICATES: readonly RejectCode[] = ['ELQ-00061', 'ELQ-00002', 'ELQ-00026']
const AFTER_DUPLICATES: readonly RejectCode[] = [
  'ELQ-00034',
  'ELQ-00048',
  'ELQ-00011',
  'ELQ-00135',
  'ELQ-00039',
  'ELQ-00085',
  'ELQ-00084',
  'ELQ-00070',
  'ELQ-00072',
  'ELQ-00055',
  'ELQ-00062',
  'ELQ-00040',
]

/** Collects what happened to the rows of a run. */
export class ImportTally {
  readonly rejects: SyncReject[] = []
  private readonly columns: readonly Column[]
  private readonly counts = new Map<RejectCode, number>()

  constructor(columns: readonly Column[]) {
    this.columns = columns
  }

  /** Notes a rejection; with ELQ-00040 the row itself is kept. All fields of the definition are shown, missing ones as ''. */
  reject(row: StagedRow, code: RejectCode, invalidFields: readonly string[]): void {
    this.counts.set(code, this.countOf(code) + 1)
    this.rejects.push({
      fieldValues: Object.fromEntries(this.columns.map(({ name }, position) => [name, row.cells[position] ?? ''])),
      message: STATUS_CODES[code].reject,
      statusCode: code,
      recordIndex: row.index,
      invalidFields,
    })
  }

  countOf(code: RejectCode): number {
    return this.counts.get(code) ?? 0
  }

  /** Lines from "Total records processed." on, without what the run created or changed. */
  lines(rows: number, notes: readonly LogLine[]): readonly LogLine[] {
    const linesOf = (codes: readonly RejectCode[]): readonly LogLine[] =>
      codes.filter((code) => this.countOf(code) > 0).map((code) => logLine(code, this.countOf(code)))
    const partly = this.countOf('ELQ-00040')
    return [
      logLine('ELQ-00001', rows),
      ...notes,
      ...linesOf(BEFORE_DUPLICATES),
      logLine('ELQ-00003', rows - BEFORE_DUPLICATES.reduce((sum, code) => sum + this.countOf(code), 0)),
      ...linesOf(AFTER_DUPLICATES),
      ...(partly > 0 ? [logLine('ELQ-00144', partly)] : []),
    ]
  }
}

/** Warnings about names: fields the definition does not have, and fields the upload does not have. */
export function namingNotes({ unknown, absent, rows }: StagingSummary): readonly LogLine[] {
  return [
    ...[...unknown].map(([field, count]) => logLine('ELQ-00111', count, { field })),
    ...absent.map(({ field, file, rows: count }) => logLine('ELQ-00121', count, { field, file })),
    ...(rows === 0 ? [logLine('ELQ-00124', 0)] : []),
  ]
}

/** The worst severity decides how a sync ends. */
function worstOf(lines: readonly LogLine[]): Severity {
  const has = (severity: Severity): boolean => lines.some((line) => line.severity === severity)
  return has('error') ? 'error' : has('warning') ? 'warning' : 'information'
}

const STATUS_WORDS: Readonly<Record<Severity, string>> = { information: 'Success', warning: 'Warning', error: 'Error' }

/** ELQ-00101, which names the status the other lines lead to. */
export function processedLine(lines: readonly LogLine[], syncId: number | undefined): LogLine {
  const status = STATUS_WORDS[worstOf(lines)]
  return logLine('ELQ-00101', 0, { syncId: syncId ?? '', status })
}
