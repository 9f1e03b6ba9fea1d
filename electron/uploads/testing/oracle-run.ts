import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isAppError } from '../../../shared/contract/errors.ts'
import type { Upload } from '../../../shared/uploads/upload.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { memoryFolder } from './memory-folder.ts'
import { copyAsLeft, Killed, mortalClient } from './oracle-process.ts'
import { LATE_MS, type Scenario } from './oracle-scenarios.ts'
import { changeDefinition } from './oracle-surprise.ts'
import { makeTarget, type OracleTarget } from './oracle-target.ts'
import { chooseAnswer, isStuck, pressUntilBegun } from './oracle-user.ts'
import { createThreadEngine } from './thread-engine.ts'
import { openUploadWorld, type UploadWorld } from './upload-world.ts'

export interface OracleEnd {
  readonly upload: Upload
  readonly target: OracleTarget
  /** How often the user said to go on where a sync may have been asked for before. */
  readonly syncsAllowed: number
  readonly partsAllowed: number
  /** How often it rested because the user had paused it. */
  readonly pauses: number
  readonly kills: number
  /** Answers that were not Eloqua's own. */
  readonly faults: number
  readonly trail: readonly string[]
}

/** Looks, not time: on a machine that gives its processors to others, an upload is slow and not stuck. */
const PATIENCE = 1_500
const MOST_ANSWERS = 40

/** Plays a scenario to its end on the real service: kills, restarts, surprises, and a user who answers what can be known. */
export async function playScenario(simulator: Simulator, run: number, scenario: Scenario): Promise<OracleEnd> {
  const play = new Play(simulator, run, scenario)
  return play.toTheEnd()
}

class Play {
  readonly #simulator: Simulator
  readonly #run: number
  readonly #scenario: Scenario
  readonly #home = memoryFolder('oracle-')
  readonly #kills: number[]
  readonly #answers: number[]
  readonly #trail: string[] = []
  #steps = 0
  #stepsOfLife = 0
  #lives = 0
  #world: UploadWorld | undefined
  #die = () => {}
  #signInAgain = () => {}
  #isDead = false
  #target: OracleTarget | undefined
  #uploadId = ''
  #syncsAllowed = 0
  #partsAllowed = 0
  #pauses = 0

  constructor(simulator: Simulator, run: number, scenario: Scenario) {
    this.#simulator = simulator
    this.#run = run
    this.#scenario = scenario
    this.#kills = [...scenario.kills]
    this.#answers = [...scenario.answers]
  }

  async toTheEnd(): Promise<OracleEnd> {
    try {
      return await this.#play()
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error} ${this.#trail.join(' ')}`, { cause: error })
    } finally {
      rmSync(this.#home, { recursive: true, force: true })
    }
  }

  async #play(): Promise<OracleEnd> {
    const { faults, variant } = this.#scenario
    this.#simulator.control.variants.set(variant ? [variant] : [])
    const world = await this.#open()
    this.#target = await makeTarget(
      this.#simulator,
      createTestClient(this.#simulator.origin),
      this.#run,
      this.#scenario,
    )
    const { checkId, plans } = await world.check(this.#target.uri, this.#target.csv)
    const way = plans?.find((plan) => plan.way === this.#scenario.way)?.way ?? plans?.[0]?.way
    if (!way) throw new Error('There is nothing to send.')
    this.#simulator.control.requests.clear()
    for (const fault of faults) this.#simulator.control.faults.add(fault)
    const note = (event: string) => {
      this.#trail.push(event)
      this.#signInAgain()
    }
    this.#uploadId = await pressUntilBegun(world, { checkId, way, scope: 'all-good-rows' }, note)
    const upload = await this.#followThrough()
    const hits = this.#simulator.control.faults.list().reduce((sum, fault) => sum + fault.hits, 0)
    const facts = { faults: hits, kills: this.#trail.filter((event) => event === 'KILLED').length }
    this.#simulator.control.faults.clear()
    if (faults.some(({ effect }) => effect.kind === 'delay')) await wait(LATE_MS + 60)
    await this.#simulator.control.settled()
    this.#closeWorld()
    const limits = { syncsAllowed: this.#syncsAllowed, partsAllowed: this.#partsAllowed }
    return { upload, target: this.#target, trail: this.#trail, pauses: this.#pauses, ...facts, ...limits }
  }

  async #open(): Promise<UploadWorld> {
    const folder = join(this.#home, String(this.#lives))
    if (this.#lives > 0) copyAsLeft(join(this.#home, String(this.#lives - 1), 'data'), join(folder, 'data'))
    const { client, die, signInAgain } = mortalClient(this.#simulator.origin)
    this.#signInAgain = signInAgain
    let isAlive = true
    this.#die = () => {
      isAlive = false
      die()
    }
    this.#stepsOfLife = 0
    copyAsLeft(folder, folder)
    const world = await openUploadWorld({
      after: { simulator: this.#simulator, folder },
      client: () => client,
      services: {
        engine: createThreadEngine(),
        limits: { partBytes: this.#scenario.partBytes, batchBytes: 4_000, batchParts: this.#scenario.batchParts },
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

  /** Something was done that a crash may come after. */
  #atStep(step: string): void {
    this.#steps += 1
    this.#stepsOfLife += 1
    this.#trail.push(step)
    const { surprise, pause } = this.#scenario
    if (pause?.at === this.#steps) this.#press('pause')
    if (surprise?.at === this.#steps) this.#surprise(surprise.what)
    if (this.#kills[0] !== this.#stepsOfLife) return
    this.#kills.shift()
    this.#trail.push('KILLED')
    this.#isDead = true
    // What the journal holds now is what the next process finds; whatever this one still does reaches nobody.
    copyAsLeft(this.#dataOf(this.#lives), join(this.#home, `${this.#lives}-left`))
    this.#die()
    throw new Killed(step)
  }

  #dataOf(life: number): string {
    return join(this.#home, String(life), 'data')
  }

  #surprise(what: 'cancel' | 'delete-copy' | 'switch-auto'): void {
    this.#trail.push(what)
    if (what === 'cancel') this.#cancel()
    else changeDefinition(this.#simulator, what, { targetUri: this.#target?.uri, uploadId: this.#uploadId })
  }

  /** A button that is pressed after this reaches nothing. */
  #closeWorld(): void {
    this.#world?.service.close()
    this.#world = undefined
  }

  #cancel(): void {
    setImmediate(() => this.#press('cancel'))
  }

  /** What came to its end meanwhile can be neither cancelled nor paused any more. */
  #press(button: 'cancel' | 'pause' | 'resume'): void {
    const transfer = this.#world?.transfers.list().find(({ uploadId }) => uploadId === this.#uploadId)
    if (!transfer) return
    try {
      this.#world?.transfers.actions(transfer.transferId)?.[button]?.()
      this.#trail.push(button)
    } catch (error) {
      if (!isAppError(error)) throw error
    }
  }

  /** Whatever happened before: a paused upload sends nothing, also after a restart, until it is resumed. */
  async #stayPaused(): Promise<void> {
    this.#pauses += 1
    const posts = () => this.#simulator.control.requests.list({ method: 'POST' }).length
    const before = posts()
    if (this.#scenario.pause?.restart) {
      this.#trail.push('CLOSED')
      copyAsLeft(this.#dataOf(this.#lives), join(this.#home, `${this.#lives}-left`))
      await this.#restart()
    }
    await wait(5)
    const upload = await this.#world?.api.getUpload({ uploadId: this.#uploadId })
    // A cancel that was pressed before the pause came to rest ends the upload; that sends nothing either.
    const isCancelled = upload?.state === 'stopped' && this.#trail.includes('cancel')
    if (upload?.state !== 'paused' && !isCancelled) throw new Error(`It did not stay paused: ${upload?.state}`)
    if (posts() !== before) throw new Error('It sent something while it was paused.')
    this.#press('resume')
  }

  async #followThrough(): Promise<Upload> {
    for (let turn = 0; turn < MOST_ANSWERS; turn++) {
      const upload = await this.#rest()
      if (upload === 'killed') {
        await this.#restart()
        continue
      }
      if (upload.state === 'done' || upload.state === 'stopped') return upload
      if (upload.state === 'paused') await this.#stayPaused()
      else await this.#answer(upload)
    }
    throw new Error('The user was asked too often.')
  }

  async #restart(): Promise<void> {
    this.#isDead = false
    this.#lives += 1
    const left = join(this.#home, `${this.#lives - 1}-left`)
    copyAsLeft(left, this.#dataOf(this.#lives))
    this.#closeWorld()
    const world = await this.#open()
    world.service.resume()
  }

  /** Until it needs somebody, ends, or its process is gone. A sync that never ends is left by a patient user. */
  async #rest(): Promise<Upload | 'killed'> {
    for (let looks = 0; ; looks += 1) {
      if (this.#isDead) return 'killed'
      const upload = await this.#world?.api.getUpload({ uploadId: this.#uploadId })
      if (upload && ['done', 'stopped', 'staged', 'needs-you', 'paused'].includes(upload.state)) {
        await this.#world?.service.settled()
        if (!this.#isDead && this.#world) return this.#world.api.getUpload({ uploadId: this.#uploadId })
      }
      if (looks > PATIENCE || isStuck(this.#scenario, this.#trail)) this.#cancel()
      if (looks > 2 * PATIENCE) throw new Error(`It never came to rest: ${upload?.state}`)
      await wait(2)
    }
  }

  async #answer(upload: Upload): Promise<void> {
    const api = this.#world?.api
    if (!api) return
    const { uploadId } = upload
    const dice = this.#answers.shift() ?? 0
    this.#trail.push(`${upload.question?.kind ?? upload.state}?`)
    if (upload.state === 'staged') {
      this.#syncsAllowed += 1
      if (dice === 5) await api.discardStaged({ uploadId }).catch(() => {})
      else await api.startStagedSync({ uploadId })
      return
    }
    if (!upload.question) throw new Error('It waits and does not say for what.')
    if (!this.#target) throw new Error('There is no target yet.')
    const choice = chooseAnswer(upload, upload.question, dice, { simulator: this.#simulator, target: this.#target })
    this.#trail.push(choice)
    if (upload.question.kind === 'sign-in-again') this.#signInAgain()
    if (choice === 'start-sync') this.#syncsAllowed += 1
    if (choice === 'send-again') this.#partsAllowed += 1
    await api.answerUpload({ uploadId, choice })
  }
}
