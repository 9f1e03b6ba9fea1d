import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CheckReport, FirstLook, Mapping, Problem, ProblemKind, Reading } from '../../../shared/csv/csv.ts'
import type { FieldRules } from '../../../shared/eloqua/field-rule.ts'
import { type CheckFacts, checkAll } from '../check/check.ts'
import { composeReport } from '../check/check-report.ts'
import type { CheckTarget, FileStamp, LookRequest } from '../engine.ts'
import { takeFirstLook } from '../read/first-look.ts'
import { produceParts } from '../worker/part-jobs.ts'
import { BodyPool } from '../worker/part-sinks.ts'

/** Writes a file that is removed when the test ends. */
export function writeCsv(content: string | Uint8Array, name = 'rows.csv'): FileStamp {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-csv-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  writeFileSync(path, content)
  return stampOf(path)
}

export function stampOf(path: string): FileStamp {
  const { size, mtimeMs } = statSync(path)
  return { path, size, mtimeMs }
}

export const COMMAS: Reading = {
  encoding: 'utf-8',
  delimiter: ',',
  hasBom: false,
  hasSepLine: false,
  looseQuotes: false,
}

/** A contact import that knows its rows by their e-mail address. */
export const CONTACT_IMPORT: CheckTarget = {
  kind: 'import',
  family: 'contacts',
  identifierFieldName: 'Email',
  fields: { Email: '{{Contact.Field(C_EmailAddress)}}', Name: '{{Contact.Field(C_FirstName)}}' },
}

/** An activity import: it has no identifier, so every row with the right cells is sent. */
export const ACTIVITY_IMPORT: CheckTarget = { kind: 'import', family: 'activities', fields: {} }

/** Every column that has a name feeds the field of that name. */
export function mapAll(headers: readonly string[]): Mapping {
  return {
    fields: headers.flatMap((field, column) => (field === '' ? [] : [{ field, source: { from: 'column', column } }])),
  }
}

export function look(
  content: string | Uint8Array,
  request: Partial<LookRequest> = {},
): Omit<FirstLook, 'file'> & { readonly stamp: FileStamp } {
  return takeFirstLook({ path: writeCsv(content).path, ...request })
}

/** Looks at a file and checks it as the first look says it is to be read. */
export function check(
  content: string | Uint8Array,
  options: {
    readonly target?: CheckTarget
    readonly mapping?: Mapping
    readonly reading?: Partial<Reading>
    readonly rules?: FieldRules
  } = {},
): CheckReport {
  const { stamp, reading, headers } = look(content, options.reading)
  const mapping = options.mapping ?? mapAll(headers)
  const target = options.target ?? CONTACT_IMPORT
  const rules = options.rules ? { rules: options.rules } : {}
  return checkFile({ stamp, reading: { ...reading, ...options.reading }, mapping, target, ...rules })
}

/** A check in this thread. */
export function checkFile(request: CheckFacts, onProgress: (bytes: number) => void = () => {}): CheckReport {
  return composeReport(request, [checkAll(request, onProgress)])
}

export interface CutOptions {
  readonly target?: CheckTarget
  readonly mapping?: Mapping
  readonly reading?: Partial<Reading>
  readonly body?: 'csv' | 'json'
  readonly maxBytes?: number
  readonly maxRows?: number
  readonly fromPart?: number
}

/** The bodies of a file's parts, as text. */
export function cutTexts(content: string | Uint8Array, options: CutOptions = {}): string[] {
  return cutParts(content, options).map(({ text }) => text)
}

export function cutParts(content: string | Uint8Array, options: CutOptions = {}) {
  const { stamp, reading, headers } = look(content, options.reading)
  const parts = produceParts(
    {
      stamp,
      reading: { ...reading, ...options.reading },
      mapping: options.mapping ?? mapAll(headers),
      target: options.target ?? ACTIVITY_IMPORT,
      body: options.body ?? 'csv',
      maxBytes: options.maxBytes ?? 20_000_000,
      ...(options.maxRows === undefined ? {} : { maxRows: options.maxRows }),
      ...(options.fromPart === undefined ? {} : { fromPart: options.fromPart }),
    },
    new BodyPool(),
  )
  return [...parts].map(({ buffer, length, ...part }) => {
    const body = Buffer.from(buffer, 0, length)
    return { ...part, body, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body) }
  })
}

export function findProblem(of: { readonly problems: readonly Problem[] }, kind: ProblemKind): Problem | undefined {
  return of.problems.find((problem) => problem.kind === kind)
}

export function kindsOf(of: { readonly problems: readonly Problem[] }): ProblemKind[] {
  return of.problems.map(({ kind }) => kind)
}
