import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Upload, UploadWay } from '../../../shared/uploads/upload.ts'
import type { UploadChoice } from '../../../shared/uploads/upload-facts.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { bundleScript } from '../../testing/bundled-script.ts'
import { memoryFolder } from './memory-folder.ts'
import { makeTarget, type OracleTarget } from './oracle-target.ts'
import type { ProcessOrder } from './upload-process.ts'

export interface KillEnd {
  readonly upload: Upload
  readonly target: OracleTarget
  readonly wasKilled: boolean
  readonly answers: readonly UploadChoice[]
  /** Runs of the app in which it rested because the user had paused it. */
  readonly pauses: number
}

const ROWS = Array.from({ length: 12 }, () => true)
let runs = 500
let bundle: Promise<string> | undefined

/** The upload service as a script that starts quickly. */
export function uploadScript(): Promise<string> {
  bundle ??= bundleScript(join(import.meta.dirname, 'upload-process.ts'))
  return bundle
}

/** Starts an upload in a process that kills itself at a step, then starts it again until it is over. */
export async function killedAt(
  simulator: Simulator,
  kind: { readonly way: UploadWay; readonly isAuto: boolean },
  killAt: NonNullable<ProcessOrder['killAt']>,
  pauseAt?: ProcessOrder['pauseAt'],
): Promise<KillEnd> {
  runs += 1
  const scenario = { target: 'activities', rows: ROWS, isAuto: kind.isAuto } as const
  const target = await makeTarget(simulator, createTestClient(simulator.origin), runs, scenario)
  const folder = memoryFolder('kill-')
  const csvPath = join(folder, 'rows.csv')
  writeFileSync(csvPath, target.csv)
  const order: ProcessOrder = { origin: simulator.origin, folder, csvPath, targetUri: target.uri, way: kind.way }
  const first = await runProcess({ ...order, killAt, ...(pauseAt ? { pauseAt } : {}) })
  const answers: UploadChoice[] = []
  let upload = first
  let pauses = 0
  for (let again = 0; upload === undefined || upload.state === 'needs-you' || upload.state === 'paused'; again++) {
    if (again > 8) throw new Error(`It is never over: ${JSON.stringify(upload)}`)
    if (upload?.state === 'paused') {
      pauses += 1
      await expectStillPaused(order, upload)
      upload = await runProcess({ ...order, isResumed: true })
      continue
    }
    const answer = upload && truthfulAnswer(upload, target)
    if (answer) answers.push(answer)
    upload = await runProcess({ ...order, ...(answer ? { answer } : {}) })
  }
  return { upload, target, wasKilled: first === undefined, answers, pauses }
}

/** A start of the app is no reason to go on. */
async function expectStillPaused(order: ProcessOrder, before: Upload): Promise<void> {
  const after = await runProcess(order)
  const facts = (upload?: Upload) =>
    JSON.stringify([upload?.state, upload?.parts, upload?.generation, upload?.syncUris])
  if (facts(after) !== facts(before)) throw new Error(`It did not stay paused: ${facts(before)}, then ${facts(after)}`)
}

/** The user looks in Eloqua: a definition that syncs at once has applied the part, or it has not. */
export function truthfulAnswer(upload: Upload, target: OracleTarget): UploadChoice {
  const canTake = upload.question?.choices.includes('take-sync') === true
  // In these runs only this upload starts syncs of its definition: one that is named is its own.
  if (upload.question?.kind === 'sync-in-doubt') return canTake ? 'take-sync' : 'start-sync'
  if (upload.question?.kind !== 'part-in-doubt') return 'retry'
  const before = upload.parts.filter((part) => part.state === 'arrived').reduce((sum, part) => sum + part.rows, 0)
  const key = target.keyOf(before)
  if (key !== undefined && target.applied().includes(key)) return canTake ? 'take-sync' : 'treat-as-arrived'
  return target.staged() > upload.parts.filter((part) => part.state === 'arrived').length
    ? 'treat-as-arrived'
    : 'send-again'
}

/** The upload it printed; undefined when it was killed. Rejects when it ended in any other way. */
async function runProcess(order: ProcessOrder): Promise<Upload | undefined> {
  const script = await uploadScript()
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Later starts take over what the first one compiled.
    env: { ...process.env, NODE_COMPILE_CACHE: dirname(script) },
  })
  let out = ''
  let complaint = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const { promise, resolve, reject } = Promise.withResolvers<Upload | undefined>()
  child.on('close', (code, signal) => {
    if (signal === 'SIGKILL') resolve(undefined)
    else if (code === 0) resolve(JSON.parse(out) as Upload)
    else reject(new Error(`The process ended with ${code ?? signal}: ${complaint}`))
  })
  return promise
}
