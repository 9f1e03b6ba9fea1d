import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { Upload, UploadWay } from '../../../shared/uploads/upload.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import { createTestClient, TEST_CONNECTION } from '../../eloqua/http/testing/test-client.ts'
import { truthfulAnswer, uploadScript } from './kill-loop.ts'
import { memoryFolder } from './memory-folder.ts'
import { makeTarget, type OracleTarget } from './oracle-target.ts'
import type { ProcessOrder } from './upload-process.ts'
import { openUploadWorld } from './upload-world.ts'

/** A window and a command line at once, each with a file of its own. */
export interface SharingScenario {
  readonly way: UploadWay
  readonly isAuto: boolean
  /** Both send to the same definition. */
  readonly isSamePlace: boolean
  readonly first: 'window' | 'command-line'
  /** How long the second one starts after the first. */
  readonly delayMs: number
  readonly killed: { readonly [who in 'window' | 'command-line']?: NonNullable<ProcessOrder['killAt']> | undefined }
}

export interface SharedFile {
  readonly target: Pick<OracleTarget, 'good' | 'applied'>
  /** Undefined where it was never begun. */
  readonly upload: Upload | undefined
}

export interface SharingEnd {
  readonly window: SharedFile
  readonly line: SharedFile & { readonly refused?: AppErrorData }
  readonly trouble: number
  readonly kills: number
}

const LIMITS = { partBytes: 190, batchBytes: 4_000 }
const ROWS = Array.from({ length: 12 }, () => true)
let runs = 700

/** Plays both, kills whoever is to be killed, and has a last window finish what is left. */
export async function playBoth(simulator: Simulator, scenario: SharingScenario): Promise<SharingEnd> {
  const folder = memoryFolder('both-')
  const children: Child[] = []
  try {
    return await playIn(folder, simulator, scenario, children)
  } finally {
    // One that failed may leave the other waiting.
    for (const { process } of children) process.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

async function playIn(
  folder: string,
  simulator: Simulator,
  scenario: SharingScenario,
  children: Child[],
): Promise<SharingEnd> {
  const [ofWindow, ofLine] = await targetsOf(simulator, scenario)
  const orderOf = (as: 'window' | 'command-line', { uri, csv }: OracleTarget): ProcessOrder => {
    const csvPath = join(folder, `${as}.csv`)
    writeFileSync(csvPath, csv)
    const killAt = scenario.killed[as]
    return {
      as,
      origin: simulator.origin,
      folder,
      csvPath,
      targetUri: uri,
      way: scenario.way,
      ...(killAt ? { killAt } : {}),
    }
  }
  const orders = [orderOf('window', ofWindow), orderOf('command-line', ofLine)]
  if (scenario.first === 'command-line') orders.reverse()
  for (const order of orders) {
    children.push(await runChild(order))
    await wait(scenario.delayMs)
  }
  const [line, window] = children.toSorted((a, b) => a.as.localeCompare(b.as))
  const printed = await line?.printed
  await window?.printed
  window?.process.stdin?.end()
  const kills = (await Promise.all(children.map(({ ended }) => ended))).filter((wasKilled) => wasKilled).length
  const { uploads, trouble } = await finish(simulator, folder, scenario, {
    'window.csv': ofWindow,
    'command-line.csv': ofLine,
  })
  const find = (name: string) => uploads.find(({ file }) => file.name === name)
  const refused = printed && 'code' in printed ? { refused: printed } : {}
  return {
    window: { target: ofWindow, upload: find('window.csv') },
    line: { target: ofLine, upload: find('command-line.csv'), ...refused },
    trouble,
    kills,
  }
}

async function targetsOf(
  simulator: Simulator,
  { isAuto, isSamePlace }: SharingScenario,
): Promise<readonly [OracleTarget, OracleTarget]> {
  const make = () => {
    runs += 1
    return makeTarget(simulator, createTestClient(simulator.origin), runs, { target: 'activities', rows: ROWS, isAuto })
  }
  const one = await make()
  return isSamePlace ? [half(one, 0), half(one, ROWS.length / 2)] : [one, await make()]
}

/** Half of the rows, to the same definition. */
function half(target: OracleTarget, from: number): OracleTarget {
  const [header = '', ...lines] = target.csv.split('\r\n')
  const good = target.good.slice(from, from + ROWS.length / 2)
  return {
    ...target,
    good,
    csv: `${[header, ...lines.slice(from, from + ROWS.length / 2)].join('\r\n')}\r\n`,
    applied: () => target.applied().filter((key) => good.includes(key)),
    keyOf: (row) => good[row],
  }
}

interface Child {
  readonly as: string
  readonly process: ChildProcess
  /** Undefined when it was killed first. */
  readonly printed: Promise<Upload | AppErrorData | undefined>
  /** Whether it was killed. */
  readonly ended: Promise<boolean>
}

async function runChild(order: ProcessOrder): Promise<Child> {
  const child = spawn(process.execPath, [await uploadScript(), JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const printed = Promise.withResolvers<Upload | AppErrorData | undefined>()
  const ended = Promise.withResolvers<boolean>()
  let [out, complaint] = ['', '']
  child.stdin.on('error', () => {})
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  child.stdout.on('data', (chunk) => {
    out += chunk
    if (out.endsWith('\n')) printed.resolve(JSON.parse(out) as Upload | AppErrorData)
  })
  child.on('close', (code, signal) => {
    printed.resolve(undefined)
    if (signal === 'SIGKILL' || code === 0) ended.resolve(signal === 'SIGKILL')
    else ended.reject(new Error(`The process ended with ${code ?? signal}: ${complaint}`))
  })
  return { as: order.as ?? '', process: child, printed: printed.promise, ended: ended.promise }
}

/** The window that is opened last answers what it is asked, as the user sees it in Eloqua. */
async function finish(
  simulator: Simulator,
  folder: string,
  { way }: SharingScenario,
  targets: Readonly<Record<string, OracleTarget>>,
) {
  const w = await openUploadWorld({
    after: { simulator, folder },
    client: (origin) => createTestClient(origin, { connection: { ...TEST_CONNECTION, environment: 'sandbox' } }),
    services: { limits: { ...LIMITS, batchParts: way === 'straight' ? 40 : 2 } },
  })
  const listed = async () => (await w.api.listUploads({ search: '', offset: 0, limit: 10 })).items
  w.service.resume()
  for (let turn = 0; ; turn += 1) {
    await w.service.settled()
    const open = (await listed()).filter(({ state }) => state !== 'done' && state !== 'stopped')
    if (open.length === 0) break
    if (turn > 20) throw new Error(`It is never over: ${JSON.stringify(open)}`)
    for (const upload of open) {
      const target = targets[upload.file.name]
      if (upload.state === 'staged') await w.api.startStagedSync({ uploadId: upload.uploadId })
      else if (upload.state === 'needs-you' && target)
        await w.api.answerUpload({ uploadId: upload.uploadId, choice: truthfulAnswer(upload, target) })
    }
  }
  const uploads = await listed()
  const trouble = w.transfers.list().filter(({ error }) => error?.code === 'disk-failed').length
  w.service.close()
  return { uploads, trouble }
}
