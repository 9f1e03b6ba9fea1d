import { AppError } from '../../../shared/contract/errors.ts'
import type { Mapping, Reading } from '../../../shared/csv/csv.ts'
import { findIdentifierField } from '../../../shared/eloqua/identifier.ts'
import { cellCountReason, heldBackReasons } from '../../../shared/words/held-back-rows.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'
import type { CheckTarget } from '../engine.ts'
import { CELL_END, RECORD_FLAGS } from '../kernel/kernel.ts'
import { MAX_ROW_BYTES } from '../limits.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'
import { RepeatedHeader } from './repeated-header.ts'
import { UnmendedRows } from './unmended-rows.ts'

/** Which rows are sent: the check, the parts and the list of held-back rows all go by the same rules. */
export interface RowRules {
  /** A row with one of these flags stays behind. */
  readonly heldMask: number
  readonly identifier?: { readonly field: string; readonly column: number; readonly isEmail: boolean }
  /** How many fields each column feeds, when one feeds several: a row may be far bigger as it is sent. */
  readonly uses?: ReadonlyMap<number, number>
  /** Rows that say in words what is wrong with them: absent unless the file has such columns. */
  readonly unmended?: UnmendedRows
  readonly repeated?: RepeatedHeader
}

function isEmailField(target: CheckTarget, field: string): boolean {
  return Object.hasOwn(target.fields, field) && /EmailAddress/i.test(target.fields[field] ?? '')
}

/** What the rules are made from. */
export type RuledRows = { readonly reading: Reading; readonly mapping: Mapping; readonly target: CheckTarget }

export function makeRowRules(request: RuledRows, header: readonly string[]): RowRules {
  const { reading, mapping, target } = request
  const { strayQuote, backslash, unevenTail, ...marks } = RECORD_FLAGS
  const always = Object.values(marks).reduce((mask, flag) => mask | flag, 0)
  const heldMask = reading.looseQuotes ? always : always | strayQuote
  const field = findIdentifierField(target)
  const source = mapping.fields.find((entry) => entry.field === field)?.source
  const uses = countUses(mapping)
  const repeated = RepeatedHeader.of(header)
  const unmended = UnmendedRows.of(header)
  const rules = {
    heldMask,
    ...(uses ? { uses } : {}),
    ...(repeated ? { repeated } : {}),
    ...(unmended ? { unmended } : {}),
  }
  if (field === undefined || source?.from !== 'column') return rules
  return { ...rules, identifier: { field, column: source.column, isEmail: isEmailField(target, field) } }
}

function countUses(mapping: Mapping): RowRules['uses'] {
  const uses = new Map<number, number>()
  for (const { source } of mapping.fields) {
    if (source.from === 'column') uses.set(source.column, (uses.get(source.column) ?? 0) + 1)
  }
  return Math.max(0, ...uses.values()) > 1 ? uses : undefined
}

/**
 * Marks the rows of a batch whose identifier is missing or malformed, that are the header once more, that were held back
 * before and still hold what for, and those that outgrow `MAX_ROW_BYTES` when sent.
 */
export function applyRowRules(reader: RecordTable, batch: Batch, rules: RowRules): void {
  const { identifier, uses } = rules
  if (identifier) reader.kernel.call.judgeIdentifiers(identifier.column, 0, batch.count, identifier.isEmail ? 1 : 0)
  rules.repeated?.mark(reader, batch)
  rules.unmended?.mark(reader, batch)
  if (uses) markOutgrown(reader, batch, uses, rules.heldMask)
}

function markOutgrown(reader: RecordTable, batch: Batch, uses: ReadonlyMap<number, number>, heldMask: number): void {
  const { words } = reader.kernel
  const most = Math.max(...uses.values())
  for (let record = 0; record < batch.count; record++) {
    if ((reader.end(record) - reader.start(record)) * most <= MAX_ROW_BYTES) continue
    // Held back for another reason, its cells may stand anywhere.
    if (reader.flags(record) & heldMask) continue
    let bytes = 0
    for (const [column, times] of uses) {
      const at = reader.cellWord(record) + column * 2
      bytes += (((words[at + 1] ?? 0) & CELL_END) - (words[at] ?? 0)) * times
    }
    if (bytes > MAX_ROW_BYTES) reader.mark(record, RECORD_FLAGS.outgrown)
  }
}

/** Throws `bad-arguments` when the mapping names a column the file does not have. */
export function expectColumns(mapping: Mapping, columns: number): void {
  const missing = mapping.fields.find(({ source }) => source.from === 'column' && source.column >= columns)
  if (!missing) return
  throw new AppError({
    code: 'bad-arguments',
    message: fileReasons.noColumnFor(missing.field),
  })
}

/** Why a row stays behind, in words; undefined when it does not. The first reason that applies names the kind. */
export function explainHeldBack(
  flags: number,
  rules: RowRules,
  facts: { readonly cells: number; readonly columns: number },
): { readonly kind: HeldBackKind; readonly reason: string } | undefined {
  const found = flags & rules.heldMask
  if (found === 0) return undefined
  const cause = CAUSES.find(({ flag }) => (found & flag) !== 0)
  if (!cause) return undefined
  const isAboutCells = cause.kind === 'short-row' || cause.kind === 'long-row'
  return { kind: cause.kind, reason: isAboutCells ? cellCountReason(facts.cells, facts.columns) : cause.reason }
}

export type HeldBackKind = (typeof CAUSES)[number]['kind']

const CAUSES = [
  { flag: RECORD_FLAGS.unclosed, kind: 'unclosed-quote', reason: heldBackReasons.unclosed },
  { flag: RECORD_FLAGS.huge, kind: 'huge-row', reason: heldBackReasons.huge },
  {
    flag: RECORD_FLAGS.outgrown,
    kind: 'huge-row',
    reason: heldBackReasons.outgrown,
  },
  { flag: RECORD_FLAGS.control, kind: 'control-character', reason: heldBackReasons.control },
  {
    flag: RECORD_FLAGS.loneCr,
    kind: 'control-character',
    reason: heldBackReasons.loneCr,
  },
  {
    flag: RECORD_FLAGS.textAfterQuote,
    kind: 'text-after-quote',
    reason: heldBackReasons.textAfterQuote,
  },
  { flag: RECORD_FLAGS.strayQuote, kind: 'stray-quote', reason: heldBackReasons.strayQuote },
  { flag: RECORD_FLAGS.repeatedHeader, kind: 'repeated-header', reason: heldBackReasons.repeatedHeader },
  { flag: RECORD_FLAGS.unmended, kind: 'unmended-row', reason: heldBackReasons.unmended },
  { flag: RECORD_FLAGS.long, kind: 'long-row', reason: heldBackReasons.long },
  { flag: RECORD_FLAGS.short, kind: 'short-row', reason: heldBackReasons.short },
  { flag: RECORD_FLAGS.noIdentifier, kind: 'no-identifier', reason: heldBackReasons.noIdentifier },
  { flag: RECORD_FLAGS.hiddenIdentifier, kind: 'hidden-identifier', reason: heldBackReasons.hiddenIdentifier },
  { flag: RECORD_FLAGS.badIdentifier, kind: 'malformed-identifier', reason: heldBackReasons.badIdentifier },
  { flag: RECORD_FLAGS.nothing, kind: 'blank-lines', reason: heldBackReasons.nothing },
] as const
