import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Papa from 'papaparse'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { createLyingProxy, type LyingProxy } from '../../testing/lying-proxy.ts'
import { DATA, LOGS, type LyingResult, liesOf, logTruth, tellTruth } from './lying-results.ts'
import { type PlayedRun, playRun } from './play-run.ts'
import { createResultDesk, type ResultDesk } from './result-desk.ts'

const MOST_ROWS = 120
const MOST_LOOKS = 6_000
const OLD = 'the file of an earlier save\n'

/** Saves results from a server that may say anything, and compares the file and the words with what the server holds. */
export interface ResultsOracle {
  /** Rejects with what does not hold. Resolves with how the save ended. */
  play(result: LyingResult): Promise<Transfer['state']>
  /** As `play`, for the rows that the window shows. */
  open(result: LyingResult): Promise<PlayedRun['end']>
  readonly proxy: LyingProxy
  close(): Promise<void>
}

export async function openResultsOracle(): Promise<ResultsOracle> {
  const simulator = await startSimulator({ contacts: MOST_ROWS, rows: 10, callbacks: 'none' })
  const proxy = await createLyingProxy(() => simulator.origin)
  const { syncId, truth } = await exportContacts(simulator)
  const tell = (result: LyingResult): void =>
    proxy.tell(liesOf(result), (json, asked) => {
      if (LOGS.test(asked.pathname)) return logTruth(result, json as Parameters<typeof logTruth>[1])
      return DATA.test(asked.pathname) ? tellTruth(result, json as Record<string, unknown>, asked) : json
    })
  return {
    proxy,
    async open(result) {
      tell(result)
      const played = await playRun(proxy.origin, syncId, result.killAfter)
      judgeRun(played, truth.slice(0, result.rows))
      return played.end
    },
    async play(result) {
      tell(result)
      const desk = createResultDesk(createTestClient(proxy.origin), 'out.csv', false, () => delay(0))
      try {
        if (result.hasOldFile) writeFileSync(desk.target, OLD)
        const started = await desk.api.saveResult({ syncId, flavour: result.flavour })
        const ended = await inTime(desk.ended(started))
        judge(result, ended, desk, truth.slice(0, result.rows))
        return ended.state
      } finally {
        rmSync(desk.folder, { recursive: true, force: true })
      }
    },
    async close() {
      await proxy.close()
      await simulator.close()
    },
  }
}

/** What must be so, however the server lied. */
function judge(result: LyingResult, ended: Transfer, desk: ResultDesk, truth: readonly string[]): void {
  const isThere = existsSync(desk.target)
  const text = isThere ? readFileSync(desk.target, 'utf8') : ''
  if (ended.state !== 'done') {
    must(result.hasOldFile ? text === OLD : !isThere, 'what failed leaves the name as it was')
    must(ended.message !== '', 'a failure has words')
    judgeLeft(ended, desk)
    return
  }
  must(desk.files().length === 1, 'nothing else is left beside a finished file')
  const saved = rowsOf(text)
  must(ended.message.startsWith(`Saved ${saved.length} row`), `it says how many rows it saved: ${ended.message}`)
  const isWhole = JSON.stringify(saved) === JSON.stringify(truth)
  must(isWhole, `done means every row once and in order: ${saved.length} of ${truth.length}`)
}

/** Complete means every row once and in order; whatever else is there begins as the result does. */
function judgeRun({ end, rows }: PlayedRun, truth: readonly string[]): void {
  const isWhole = JSON.stringify(rows) === JSON.stringify(truth)
  if (end === 'complete') must(isWhole, `complete means all: ${rows.length} of ${truth.length}`)
  else must(isWhole || isBeginning(rows, truth), 'rows that are shown begin as the result does')
}

/** What came may be kept, under a name that says so; its rows are rows of the result. */
function judgeLeft(ended: Transfer, desk: ResultDesk): void {
  const left = desk.files().filter((name) => join(desk.folder, name) !== desk.target)
  must(left.length <= 1, 'at most one unfinished file is left')
  const [name] = left
  if (name === undefined) return
  must(name.includes('.partial'), 'an unfinished file says that it is one')
  must(ended.message.includes(name), `an unfinished file is named: ${ended.message}`)
}

/** Rows left out of a page and then ended there: what was saved is in order and of the result. */
function isBeginning(saved: readonly string[], truth: readonly string[]): boolean {
  return saved.every((row, at) => row === truth[at])
}

function must(holds: boolean, words: string): void {
  if (!holds) throw new Error(`It does not hold that ${words}`)
}

/** The first cell of each row: the contact's number. */
function rowsOf(text: string): readonly string[] {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: ',', skipEmptyLines: true })
  return data.slice(1).map(([id = '']) => id)
}

/** Looks, not time: on a machine that gives its processors to others, a save is slow and does not hang. */
async function inTime(ended: Promise<Transfer>): Promise<Transfer> {
  let isOver = false
  const done = ended.finally(() => {
    isOver = true
  })
  for (let looks = 0; !isOver; looks += 1) {
    if (looks > MOST_LOOKS) throw new Error('It never ended')
    await Promise.race([done, delay(5)])
  }
  return done
}

async function exportContacts(simulator: Simulator): Promise<{ syncId: number; truth: readonly string[] }> {
  const client = createTestClient(simulator.origin)
  const fields = { id: '{{Contact.Id}}', email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' }
  const uri = await post(client, '/contacts/exports', { name: 'All', fields })
  const sync = await post(client, '/syncs', { syncedInstanceUri: uri })
  const data = await client.readJson({ path: `${sync}/data`, query: { limit: MOST_ROWS } })
  return {
    syncId: Number(sync.split('/').at(-1)),
    truth: (data as { items: readonly { id: string }[] }).items.map(({ id }) => id),
  }
}

async function post(client: ReturnType<typeof createTestClient>, path: string, body: object): Promise<string> {
  const outcome = await client.sendOnce({
    path,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(body)),
  })
  if (outcome.kind !== 'accepted') throw new Error(`${path} was not accepted`)
  return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
}
