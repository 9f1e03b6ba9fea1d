import { randomUUID } from 'node:crypto'
import { notNow } from '../../../shared/contract/errors.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import { type CheckReport, isTyped } from '../../../shared/csv/csv.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { FieldRules } from '../../../shared/eloqua/field-rule.ts'
import { type Check, MOST_FILES, type UploadWay } from '../../../shared/uploads/upload.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import type { CsvEngine, PartsPlan } from '../../csv/engine.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Publish } from '../../platform/desktop.ts'
import type { Log } from '../../platform/logger.ts'
import type { UploadEnvironment } from '../environment.ts'
import { createFieldRuleBook, type FieldRuleBook } from './field-rules.ts'
import { bodyKind, planWays } from './plan-upload.ts'
import type { SourceFiles } from './source-files.ts'

/** A check with what only main may know of it. */
export interface HeldCheck {
  readonly check: Check
  readonly definition: Definition
  readonly headers: readonly string[]
  readonly partsPlan?: PartsPlan
  /** SHA-256 of the file, hex; known with the plan. */
  readonly sha256?: string
  readonly connectionId: string
  /** What values must be to fit their fields; known with the report. */
  readonly rules?: FieldRules
}

export interface Checks {
  start(request: Parameters<Api['startCheck']>[0], using: CheckUsing): Promise<string>
  get(checkId: string): HeldCheck
  cancel(checkId: string): void
}

interface CheckUsing {
  readonly client: EloquaClient
  readonly definition: Definition
  readonly headers: readonly string[]
  readonly rememberedWay?: UploadWay
  /** Rows of an earlier upload wait at the definition. */
  readonly rowsWait?: boolean
}

interface CheckParts {
  readonly engine: CsvEngine
  readonly files: SourceFiles
  readonly publish: Publish
  readonly environment: Pick<UploadEnvironment, 'limits'>
  readonly log: Log
}

/** Full checks of files, run in a worker by the engine; the last few are kept. */
export function createChecks(parts: CheckParts): Checks {
  const book = createCheckBook(parts.publish)
  const fieldRules = createFieldRuleBook(parts.log)
  return {
    async start(request, using) {
      const checkId = randomUUID()
      const file = parts.files.find(request.fileId)
      const { targetUri, reading, mapping } = request
      const check: Check = { checkId, file, targetUri, reading, mapping, state: 'reading', bytesRead: 0 }
      const { definition, headers, client } = using
      const signal = book.open({ check, definition, headers, connectionId: client.connection.id })
      run({ ...parts, fieldRules }, book, { check, using, signal }).catch((failure: unknown) => {
        const error = toKnownError(failure, parts.log, 'checking a file').toData()
        book.change(checkId, { state: error.code === 'cancelled' ? 'cancelled' : 'failed', error })
      })
      return checkId
    },
    get: (checkId) => book.get(checkId),
    cancel: (checkId) => book.cancel(checkId),
  }
}

/** All files of a drop, and some that were looked at since. */
const KEPT = MOST_FILES + 8

/** The checks that can still be asked for. */
function createCheckBook(publish: Publish) {
  const held = new Map<string, { value: HeldCheck; abort: AbortController }>()

  function forgetOldest(): void {
    for (const [checkId, entry] of held) {
      if (held.size <= KEPT) return
      entry.abort.abort()
      held.delete(checkId)
    }
  }

  return {
    /** Gives the signal that ends the check. */
    open(value: HeldCheck): AbortSignal {
      const abort = new AbortController()
      held.set(value.check.checkId, { value, abort })
      forgetOldest()
      return abort.signal
    },
    change(checkId: string, patch: Partial<Check>, facts: Partial<HeldCheck> = {}): void {
      const entry = held.get(checkId)
      if (!entry) return
      const check = { ...entry.value.check, ...patch }
      entry.value = { ...entry.value, ...facts, check }
      publish('check-changed', { checkId, state: check.state, bytesRead: check.bytesRead })
    },
    get(checkId: string): HeldCheck {
      const entry = held.get(checkId)
      if (entry) return entry.value
      throw notNow(uploadReasons.checkNotOpen)
    },
    cancel: (checkId: string): void => held.get(checkId)?.abort.abort(),
  }
}

type CheckBook = ReturnType<typeof createCheckBook>

interface Run {
  readonly check: Check
  readonly using: CheckUsing
  readonly signal: AbortSignal
}

async function run(
  parts: CheckParts & { readonly fieldRules: FieldRuleBook },
  book: CheckBook,
  { check, using, signal }: Run,
): Promise<void> {
  const { checkId, reading, mapping } = check
  const { limits } = parts.environment
  const stamp = parts.files.stamp(check.file.fileId)
  const shared = { stamp, reading, mapping, target: using.definition, signal }
  const onProgress = (bytesRead: number) => book.change(checkId, { bytesRead })
  const rules = await parts.fieldRules.rulesOf(using.client, using.definition, signal)
  const found = await parts.engine.check({ ...shared, ...(rules ? { rules } : {}), onProgress })
  const report = { ...found, problems: [...parts.files.notes(check.file.fileId), ...found.problems] }
  const bytesRead = check.file.size
  if (!canBeSent(report)) {
    return book.change(checkId, { state: 'done', report, plans: [], bytesRead }, rules ? { rules } : {})
  }
  // What was found can be read while the parts are cut to know their sizes, which takes one processor; the other hashes.
  book.change(checkId, { report, bytesRead }, rules ? { rules } : {})
  const asParts = { body: bodyKind(using.definition), maxBytes: limits.partBytes }
  const [plan, sha256] = await Promise.all([
    parts.engine.plan({ ...shared, ...asParts }),
    parts.engine.hash({ stamp, signal }),
  ])
  const basePath = await using.client.basePath()
  const preferred = using.rowsWait ? 'private-copy' : using.rememberedWay
  const plans = planWays(using.definition, plan, basePath, preferred, limits)
  // Main asks by itself before it sends what was typed: such a check carries no token.
  const { madeFrom } = check.file
  const token = madeFrom && isTyped(madeFrom) ? {} : { shown: randomUUID() }
  book.change(checkId, { state: 'done', plans, ...token }, { partsPlan: plan, sha256 })
}

/** Nothing may be sent while a problem blocks, or when no row is good. */
function canBeSent(report: CheckReport): boolean {
  return report.goodRows > 0 && !report.problems.some((problem) => problem.severity === 'blocks')
}
