import type { DefinitionKind } from '../eloqua/definition.ts'
import { type KnownCode, meaningOf } from '../eloqua/elq-codes.ts'
import type { SyncFigures, SyncReason } from '../eloqua/sync.ts'
import { explainCode } from './code-words.ts'
import { formatCounted } from './numbers.ts'

/** Above a sync that failed or warned. */
export const syncWhyWords = {
  title: 'Why, and what to do',
  loading: 'Reading the log',
  none: 'Eloqua’s log gives no reason.',
}

/** A reason in one line: what Eloqua found, and of how many rows where it is about rows. A code without words stands as it came. */
export function describeReason({ code, count = 0 }: SyncReason): string {
  const words = explainCode(code)?.words ?? code
  return count > 0 && meaningOf(code)?.rows ? `${words} · ${formatCounted(count, 'row')}` : words
}

interface TroubleFacts extends Pick<SyncFigures, 'rejected' | 'duplicates'> {
  /** Undefined where the definition is gone: the sync may have written rows. */
  readonly kind: DefinitionKind | undefined
  readonly hasFailed: boolean
  /** The worst first. */
  readonly reasons: readonly SyncReason[]
}

/** The one next step. What the worst line of the log asks for comes first, then what became of the rows. */
export function describeNextStep(facts: TroubleFacts): string {
  const isExport = facts.kind === 'export'
  const own = facts.reasons.map(({ code }) => stepOf(code, isExport)).find((step) => step !== undefined)
  if (facts.hasFailed && own) return isExport ? own : `Some rows may have been written. ${own}`
  return isExport ? stepAfterExport(facts, own) : (stepForRows(facts) ?? own ?? stepAfterImport(facts))
}

function stepAfterExport({ hasFailed }: TroubleFacts, own: string | undefined): string {
  if (hasFailed) return 'Run the export again.'
  return own ?? 'The export has finished. Check the log before you use its rows.'
}

function stepForRows({ rejected = 0, duplicates = 0, reasons }: TroubleFacts): string | undefined {
  if (rejected > 0) return 'Fix the rejected rows and send them again.'
  if (reasons.some(({ code }) => meaningOf(code)?.rows === 'unmatched')) {
    return 'Rows without a match changed nothing. Check that the identifier field holds the same values as Eloqua.'
  }
  return duplicates > 0 ? 'Check the duplicates before you send the file again.' : undefined
}

function stepAfterImport({ hasFailed }: TroubleFacts): string {
  return hasFailed
    ? 'Some rows may have been written. Check the log before you run the sync again.'
    : 'Eloqua finished the sync. Check the log for what became of the rows.'
}

const SEND_AGAIN = 'Delete the staged rows, send the file again, then start a new sync.'
const NAME_COLUMNS = 'Name the file’s columns like the definition’s fields, then send the file again.'

type Steps = Readonly<Partial<Record<KnownCode, string>>>

/** What a code asks for by itself (Oracle’s page of status codes). */
const STEPS_FOR_ROWS: Steps = {
  'ELQ-00105': SEND_AGAIN,
  'ELQ-00107': SEND_AGAIN,
  'ELQ-00109': SEND_AGAIN,
  'ELQ-00112': 'Correct the definition, then run the sync again.',
  'ELQ-00122': 'Correct the definition, then run the sync again.',
  'ELQ-00124': 'Send a file, then start the sync again.',
  'ELQ-00126': NAME_COLUMNS,
  'ELQ-00127': NAME_COLUMNS,
  'ELQ-00132': 'Activate the campaign, then send the rows again.',
  'ELQ-00133': SEND_AGAIN,
  'ELQ-00136': 'Free storage by running or deleting other staged rows, then send the file again.',
  'ELQ-00139': SEND_AGAIN,
  'ELQ-00143': 'Create the definition again, then start a new sync.',
  'ELQ-00146': 'Run the sync again in an hour.',
}
const STEPS_FOR_EXPORTS: Steps = {
  'ELQ-00122': 'Correct the definition, then run the export again.',
  'ELQ-00143': 'Create the definition again, then start a new sync.',
  'ELQ-00146': 'Run the export again in an hour.',
}

const FOR_ROWS: ReadonlyMap<string, string> = new Map(Object.entries(STEPS_FOR_ROWS))
const FOR_EXPORTS: ReadonlyMap<string, string> = new Map(Object.entries(STEPS_FOR_EXPORTS))

function stepOf(code: string, isExport: boolean): string | undefined {
  return (isExport ? FOR_EXPORTS : FOR_ROWS).get(code.toUpperCase())
}
