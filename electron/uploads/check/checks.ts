import { randomUUID } from 'node:crypto'
import { AppError, isAppError } from '../../../shared/contract/errors.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { CheckReport } from '../../../shared/csv/csv.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { Check, UploadPlan, UploadWay } from '../../../shared/uploads/upload.ts'
import type { CsvEngine, PartsPlan } from '../../csv/engine.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { Publish } from '../../platform/desktop.ts'
import type { UploadEnvironment } from '../environment.ts'
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

const KEPT = 8

/** Full checks of files, run in a worker by the engine; the last few are kept. */
export function createChecks(parts: {
  engine: CsvEngine
  files: SourceFiles
  publish: Publish
  environment: Pick<UploadEnvironment, 'limits'>
}): Checks {
  const { limits } = parts.environment
  const held = new Map<string, { value: HeldCheck; abort: AbortController }>()

  function change(checkId: string, patch: Partial<Check>, facts: Partial<HeldCheck> = {}): void {
    const entry = held.get(checkId)
    if (!entry) return
    const check = { ...entry.value.check, ...patch }
    entry.value = { ...entry.value, ...facts, check }
    parts.publish('check-changed', { checkId, state: check.state, bytesRead: check.bytesRead })
  }

  async function run(checkId: string, using: CheckUsing): Promise<void> {
    const entry = held.get(checkId)
    if (!entry) return
    const { check } = entry.value
    const shared = {
      stamp: parts.files.stamp(check.file.fileId),
      reading: check.reading,
      mapping: check.mapping,
      target: using.definition,
      signal: entry.abort.signal,
    }
    const report = await parts.engine.check({ ...shared, onProgress: (bytesRead) => change(checkId, { bytesRead }) })
    if (!canBeSent(report)) return change(checkId, { state: 'done', report, plans: [], bytesRead: check.file.size })
    // What was found can be read while the parts are cut to know their sizes, which takes one processor; the other hashes.
    change(checkId, { report, bytesRead: check.file.size })
    const asParts = { body: bodyKind(using.definition), maxBytes: limits.partBytes }
    const [plan, sha256] = await Promise.all([
      parts.engine.plan({ ...shared, ...asParts }),
      parts.engine.hash({ stamp: shared.stamp, signal: shared.signal }),
    ])
    const plans: readonly UploadPlan[] = planWays(
      using.definition,
      plan,
      await using.client.basePath(),
      using.rowsWait ? 'private-copy' : using.rememberedWay,
      limits,
    )
    change(checkId, { state: 'done', plans, shown: randomUUID() }, { partsPlan: plan, sha256 })
  }

  function forgetOldest(): void {
    for (const [checkId, entry] of held) {
      if (held.size <= KEPT) return
      entry.abort.abort()
      held.delete(checkId)
    }
  }

  return {
    async start(request, using) {
      const checkId = randomUUID()
      const file = parts.files.find(request.fileId)
      const { targetUri, reading, mapping } = request
      const check: Check = { checkId, file, targetUri, reading, mapping, state: 'reading', bytesRead: 0 }
      const value = {
        check,
        definition: using.definition,
        headers: using.headers,
        connectionId: using.client.connection.id,
      }
      held.set(checkId, { value, abort: new AbortController() })
      forgetOldest()
      run(checkId, using).catch((error: unknown) => {
        const data = isAppError(error)
          ? error.toData()
          : { code: 'unknown' as const, message: 'The check failed unexpectedly.' }
        change(checkId, { state: data.code === 'cancelled' ? 'cancelled' : 'failed', error: data })
      })
      return checkId
    },
    get(checkId) {
      const entry = held.get(checkId)
      if (!entry)
        throw new AppError({ code: 'not-allowed-now', message: 'This check is no longer open. Check the file again.' })
      return entry.value
    },
    cancel(checkId) {
      held.get(checkId)?.abort.abort()
    },
  }
}

/** Nothing may be sent while a problem blocks, or when no row is good. */
function canBeSent(report: CheckReport): boolean {
  return report.goodRows > 0 && !report.problems.some((problem) => problem.severity === 'blocks')
}
