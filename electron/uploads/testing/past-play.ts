import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isAppError } from '../../../shared/contract/errors.ts'
import type { Upload } from '../../../shared/uploads/upload.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import type { LyingProxy, Passed } from '../../testing/lying-proxy.ts'
import { memoryFolder } from './memory-folder.ts'
import { copyAsLeft, Killed, mortalClient } from './oracle-process.ts'
import { defineShared, makePastFile, type PastFile, personAt } from './past-file.ts'
import { createPeople } from './past-people.ts'
import { liesOf, type PastScenario } from './past-scenarios.ts'
import { answerTruly } from './past-user.ts'
import { createThreadEngine } from './thread-engine.ts'
import { openUploadWorld, type UploadWorld } from './upload-world.ts'

export interface PastEnd {
  readonly file: PastFile
  readonly upload: Upload
}

export interface PastStory {
  readonly ends: readonly PastEnd[]
  readonly definitionUri: string
  /** Syncs that there were before anything was sent. */
  readonly before: ReadonlySet<string>
  readonly sendAgains: number
  readonly kills: number
  readonly trail: readonly string[]
  readonly passed: readonly Passed[]
}

/** Looks, not time: on a machine that gives its processors to others, an upload is slow and not stuck. */
const PATIENCE = 3_000
const MOST_TURNS = 60
const OVER: readonly Upload['state'][] = ['done', 'stopped']

/** Plays a scenario to its end. Rejects when it never comes to one. */
export async function playPast(
  stage: { readonly simulator: Simulator; readonly proxy: LyingProxy },
  run: number,
  scenario: PastScenario,
): Promise<PastStory> {
  const play = new PastPlay(stage.simulator, stage.proxy, run, scenario)
  return play.toTheEnd()
}

class PastPlay {
  readonly #simulator: Simulator
  readonly #proxy: LyingProxy
  readonly #run: number
  readonly #scenario: PastScenario
  readonly #home = memoryFolder('past-')
  readonly #kills: number[]
  readonly #dice: number[]
  readonly #trail: string[] = []
  /** By upload. */
  readonly #files = new Map<string, PastFile>()
  /** By the name of the file. */
  readonly #made = new Map<string, PastFile>()
  #definitionUri = ''
  #lives = 0
  #steps = 0
  #killed = 0
  #sendAgains = 0
  #isDead = false
  #die = () => {}
  #world: UploadWorld | undefined

  constructor(simulator: Simulator, proxy: LyingProxy, run: number, scenario: PastScenario) {
    this.#simulator = simulator
    this.#proxy = proxy
    this.#run = run
    this.#scenario = scenario
    this.#kills = [...scenario.kills]
    this.#dice = [...scenario.dice]
  }

  async toTheEnd(): Promise<PastStory> {
    try {
      return await this.#play()
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}\n${this.#trail.join(' ')}`, { cause: error })
    } finally {
      this.#proxy.before(async () => {})
      this.#proxy.tell([])
      this.#world?.service.close()
      rmSync(this.#home, { recursive: true, force: true })
    }
  }

  async #play(): Promise<PastStory> {
    const { past, second, rows } = this.#scenario
    this.#proxy.tell([])
    this.#definitionUri = await defineShared(this.#simulator, this.#scenario.isAuto)
    const people = createPeople(this.#simulator, this.#definitionUri, `P${this.#run}-`, personAt(this.#simulator, 39))
    for (const deed of past) await people.do(deed)
    const before = new Set(this.#simulator.control.syncs().map(({ id }) => `/syncs/${id}`))
    const world = await this.#open()
    const make = (letter: string, of: readonly boolean[]) =>
      makePastFile(this.#simulator, `R${this.#run}${letter}-`, of)
    const files = [make('A', rows), ...(second > 0 ? [make('B', Array(second).fill(true))] : [])]
    const checks = []
    for (const [at, file] of files.entries()) {
      const name = `file${at}.csv`
      this.#made.set(name, file)
      checks.push({ file, check: await world.check(this.#definitionUri, file.csv, name) })
    }
    this.#meanwhile(people)
    this.#proxy.tell(liesOf(this.#scenario))
    for (const { file, check } of checks) if (!this.#isDead) await this.#begin(world, file, check)
    const ends = await this.#followAll()
    const passed = this.#proxy.passed()
    this.#proxy.tell([])
    await this.#simulator.control.settled()
    const facts = { sendAgains: this.#sendAgains, kills: this.#killed, trail: this.#trail, passed }
    return { ends, definitionUri: this.#definitionUri, before, ...facts }
  }

  /** What others do comes between two requests of the app. */
  #meanwhile(people: ReturnType<typeof createPeople>): void {
    const due = [...this.#scenario.meanwhile]
    this.#proxy.before(async (n) => {
      for (const one of due.filter(({ after }) => after === n)) {
        due.splice(due.indexOf(one), 1)
        this.#trail.push(`[${one.deed.who} ${one.deed.what} ${one.deed.rows}]`)
        await people.do(one.deed)
      }
    })
  }

  async #begin(world: UploadWorld, file: PastFile, check: Awaited<ReturnType<UploadWorld['check']>>): Promise<void> {
    const way = check.plans?.find((plan) => plan.way === this.#scenario.way)?.way ?? check.plans?.[0]?.way
    if (!way) throw new Error('There is nothing to send.')
    const waiting = await world.api.listWaitingRows({ definitionUri: this.#definitionUri })
    const onTopOf = waiting.map(({ uploadId }) => uploadId)
    const request = { checkId: check.checkId, way, scope: 'all-good-rows', onTopOf } as const
    for (let press = 0; press < 6; press += 1) {
      try {
        const begun = await this.#orDead(world.api.startUpload(request))
        if (begun) this.#files.set(begun.uploadId, file)
        return
      } catch (error) {
        if (error instanceof Killed) return
        if (!isAppError(error)) throw error
        this.#trail.push(`not begun: ${error.code}`)
      }
    }
  }

  /** What a killed process was waiting for is never answered. */
  async #orDead<T>(work: Promise<T>): Promise<T | undefined> {
    let isOver = false
    const done = work.finally(() => {
      isOver = true
    })
    while (!isOver && !this.#isDead) await Promise.race([done, wait(2)])
    return isOver ? done : undefined
  }

  async #open(): Promise<UploadWorld> {
    const folder = join(this.#home, String(this.#lives))
    const { client, die } = mortalClient(this.#proxy.origin)
    let isAlive = true
    this.#die = () => {
      isAlive = false
      die()
    }
    this.#steps = 0
    copyAsLeft(folder, folder)
    const world = await openUploadWorld({
      after: { simulator: this.#simulator, folder },
      client: () => client,
      services: {
        engine: createThreadEngine(),
        limits: { partBytes: this.#scenario.partBytes, batchBytes: 4_000, batchParts: 40 },
        random: () => 0.5,
        sleep: () => wait(1),
        reached: (step) => {
          if (!isAlive) throw new Killed(step)
          this.#atStep(step)
        },
      },
    })
    this.#world = world
    return world
  }

  #atStep(step: string): void {
    this.#steps += 1
    this.#trail.push(step)
    if (this.#files.size === 0 || this.#kills[0] !== this.#steps) return
    this.#kills.shift()
    this.#killed += 1
    this.#trail.push('KILLED')
    this.#isDead = true
    copyAsLeft(join(this.#home, String(this.#lives), 'data'), join(this.#home, `${this.#lives}-left`))
    this.#die()
    throw new Killed(step)
  }

  async #restart(): Promise<void> {
    this.#isDead = false
    this.#lives += 1
    copyAsLeft(join(this.#home, `${this.#lives - 1}-left`), join(this.#home, String(this.#lives), 'data'))
    this.#world?.service.close()
    const world = await this.#open()
    const { items } = await world.api.listUploads({ search: '', offset: 0, limit: 10 })
    // What the killed process had written down counts, not what it told.
    this.#files.clear()
    for (const { uploadId, file } of items) {
      const known = this.#made.get(file.name)
      if (known) this.#files.set(uploadId, known)
    }
    world.service.resume()
  }

  async #followAll(): Promise<readonly PastEnd[]> {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const uploads = await this.#rest()
      if (uploads === 'killed') {
        await this.#restart()
        continue
      }
      const open = uploads.find(({ state }) => !OVER.includes(state))
      if (!open) return uploads.map((upload) => ({ upload, file: this.#fileOf(upload) }))
      await this.#answer(open)
    }
    throw new Error('The user was asked too often.')
  }

  #fileOf({ uploadId }: Upload): PastFile {
    const file = this.#files.get(uploadId)
    if (!file) throw new Error('An upload of no file')
    return file
  }

  /** Until everything stands still, or the process is gone. A sync that never ends is left by a patient user. */
  async #rest(): Promise<readonly Upload[] | 'killed'> {
    for (let looks = 0; ; looks += 1) {
      if (this.#isDead) return 'killed'
      const api = this.#world?.api
      const uploads = api
        ? await Promise.all([...this.#files.keys()].map((uploadId) => api.getUpload({ uploadId })))
        : []
      const moving = uploads.filter(({ state }) => !['done', 'stopped', 'staged', 'needs-you'].includes(state))
      const isQueued = moving.every(({ state }) => state === 'queued') && moving.length < uploads.length
      if (moving.length === 0 || isQueued) {
        await wait(3)
        if (moving.length === 0) await this.#world?.service.settled()
        if (this.#isDead) return 'killed'
        if (moving.length === 0 && api)
          return Promise.all([...this.#files.keys()].map((uploadId) => api.getUpload({ uploadId })))
        if (uploads.some(({ state }) => state === 'staged' || state === 'needs-you'))
          return uploads.filter(({ state }) => state !== 'queued')
      }
      if (looks > PATIENCE) for (const { uploadId } of moving) this.#cancel(uploadId)
      if (looks > 2 * PATIENCE) throw new Error(`It never came to rest: ${moving.map(({ state }) => state)}`)
      await wait(2)
    }
  }

  #cancel(uploadId: string): void {
    const transfer = this.#world?.transfers.list().find((one) => one.uploadId === uploadId)
    try {
      if (transfer) this.#world?.transfers.actions(transfer.transferId)?.cancel?.()
    } catch (error) {
      if (!isAppError(error)) throw error
    }
  }

  async #answer(upload: Upload): Promise<void> {
    const api = this.#world?.api
    if (!api) return
    const { uploadId, question } = upload
    this.#trail.push(`${question?.kind ?? upload.state}?`)
    try {
      if (upload.state === 'staged') return await api.startStagedSync({ uploadId })
      if (!question) throw new Error(`It waits and does not say for what: ${upload.state}`)
      const choice = answerTruly(upload, question, this.#dice.shift() ?? 5, {
        passed: this.#proxy.passed(),
        file: this.#fileOf(upload),
        wasDiscarded: this.#trail.some((event) => event.includes(' discard ')),
      })
      this.#trail.push(choice)
      if (choice === 'send-again') this.#sendAgains += 1
      await api.answerUpload({ uploadId, choice })
    } catch (error) {
      if (!isAppError(error)) throw error
      this.#trail.push(`refused: ${error.code}`)
    }
  }
}
