import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { choicesOf } from '../core/choices.ts'
import { type Effect, ONCE_ONLY } from '../core/effects.ts'
import type { Answer, Happening, Known, PartTaken, SeenSync, SyncSearch } from '../core/events.ts'
import { isGoingOn, mayPause } from '../core/pause.ts'
import { transition } from '../core/transition.ts'
import type { UploadRecord } from '../core/upload-record.ts'

/** One thing that happened in a walk, with the record before and after it. */
export interface WalkStep {
  readonly before: UploadRecord
  readonly event: Happening
  readonly after: UploadRecord
  readonly effects: readonly Effect[]
}

const ERRORS: readonly AppErrorData[] = [
  { code: 'rate-limited', message: 'x', retryAfterSeconds: 2 },
  { code: 'forbidden', message: 'x' },
  { code: 'unauthorized', message: 'x' },
  { code: 'not-found', message: 'x' },
  { code: 'unexpected-answer', message: 'x' },
  { code: 'offline', message: 'x' },
]

/**
 * An upload in a world that is all dice: effects get any answer there is, the user presses anything, Eloqua's lists come
 * back unknown or old, and Bulkdesk is killed at any moment. Nothing is sent and nothing waits.
 */
export function walk(start: UploadRecord, dice: readonly number[]): readonly WalkStep[] {
  const walker = new Walker(start, dice)
  while (walker.goOn());
  return walker.steps
}

class Walker {
  readonly steps: WalkStep[] = []
  #record: UploadRecord
  #effect: Effect | undefined
  readonly #dice: number[]
  #syncs = 100
  #at = Date.UTC(2026, 0, 1)

  constructor(start: UploadRecord, dice: readonly number[]) {
    this.#record = start
    this.#dice = [...dice]
    this.#note({ kind: 'turn' })
  }

  goOn(): boolean {
    if (this.#dice.length === 0) return false
    const what = this.#roll(12)
    if (what === 0) this.#kill()
    else if (what === 1) this.#press()
    else if (this.#effect) this.#note(this.#perform(this.#effect))
    else if (isGoingOn(this.#record)) this.#note({ kind: 'turn' })
    else this.#press()
    return true
  }

  #roll(sides: number): number {
    return (this.#dice.shift() ?? 0) % sides
  }

  #note(event: Happening): void {
    this.#at += 1_000
    const stamp = { at: new Date(this.#at).toISOString(), chance: this.#roll(10) / 10, passedMs: 1_000 }
    const before = this.#record
    const { record, effects } = transition(before, { ...event, ...stamp })
    this.#record = record
    this.steps.push({ before, event, after: record, effects })
    const isUsers = USERS.has(event.kind)
    if (!isUsers || effects.length > 0) this.#effect = effects[0]
  }

  /** What was on its way is never answered; the next start finds what is on disk. */
  #kill(): void {
    this.#effect = undefined
    this.#record = JSON.parse(JSON.stringify(this.#record)) as UploadRecord
    if (this.#record.isCancelled) this.#record = { ...this.#record, isCancelled: undefined }
    if (isGoingOn(this.#record)) this.#note({ kind: 'turn' })
  }

  #press(): void {
    const record = this.#record
    const isRunning = this.#effect !== undefined
    const offered = choicesOf(record)
    const [pick = 'stop'] = [offered[this.#roll(Math.max(1, offered.length))]]
    const presses: readonly Happening[] = [
      ...(offered.length > 0 && !isRunning ? [{ kind: 'answered', choice: pick } as const] : []),
      ...(record.phase === 'staged' && !isRunning ? [{ kind: 'sync-ordered' } as const] : []),
      ...(record.isPaused ? [{ kind: 'resumed' } as const] : []),
      ...(mayPause(record) && this.#roll(3) === 0 ? [{ kind: 'paused', isRunning } as const] : []),
      ...(record.phase === 'ended' && !isRunning ? [{ kind: 'tried-again' } as const] : []),
      ...(this.#roll(8) === 0 ? [{ kind: 'cancelled' } as const] : []),
    ]
    const press = presses[this.#roll(Math.max(1, presses.length))]
    if (press) this.#note(press)
  }

  #perform(effect: Effect): Happening {
    switch (effect.kind) {
      case 'create-copy':
        return { kind: 'copy-answered', answer: this.#answer(() => `/contacts/imports/${this.#nextNumber()}`) }
      case 'search-copy':
        return {
          kind: 'copy-searched',
          found: this.#known(() => this.#maybe(() => `/contacts/imports/${this.#nextNumber()}`)),
        }
      case 'delete-copies':
        return { kind: 'copies-deleted', tried: effect.uris, left: this.#roll(2) === 0 ? [] : effect.uris }
      case 'note-newest':
        return {
          kind: 'newest-noted',
          for: effect.for,
          newest: this.#known(() => this.#syncs - this.#roll(50)),
          also: [],
        }
      case 'read-part':
        return this.#roll(12) === 0
          ? { kind: 'file-ended' }
          : { kind: 'part-read', part: effect.part, sha256: this.#record.parts[effect.part]?.sha256 ?? '' }
      case 'post-part':
        return { kind: 'part-answered', part: effect.part, answer: this.#answer((): PartTaken => this.#taken()) }
      case 'start-sync':
        return { kind: 'sync-answered', answer: this.#answer(() => this.#newSync()) }
      case 'search-sync':
        return { kind: 'sync-searched', for: effect.for, found: this.#known(() => this.#search()), also: [] }
      case 'read-definition':
        return {
          kind: 'definition-read',
          refusal: effect.refusal,
          found: this.#known(() => (this.#roll(3) === 0 ? 'gone' : 'there') as 'gone' | 'there'),
        }
      case 'read-sync':
        return { kind: 'sync-read', syncUri: effect.syncUri, read: this.#known(() => this.#status()) }
      case 'read-log':
        return { kind: 'log-read', syncUri: effect.syncUri, logs: this.#known(() => this.#logs(effect.syncUri)) }
      case 'count-rejects':
        return { kind: 'rejects-counted', syncUri: effect.syncUri, rejects: this.#known(() => this.#roll(3)) }
      case 'search-others':
        return { kind: 'others-searched', syncUris: this.#known(() => (this.#roll(4) === 0 ? ['/syncs/9'] : [])) }
      case 'wait':
        return { kind: 'waited' }
    }
  }

  #error(): AppErrorData {
    return ERRORS[this.#roll(ERRORS.length)] ?? { code: 'unknown', message: 'x' }
  }

  #answer<T>(accepted: () => T): Answer<T> {
    const kind = this.#roll(9)
    if (kind === 0) return { kind: 'refused', error: this.#error() }
    return kind === 1
      ? { kind: 'in-doubt', error: { code: 'in-doubt', message: 'x' } }
      : { kind: 'accepted', value: accepted() }
  }

  #known<T>(value: () => T): Known<T> {
    return this.#roll(6) === 0 ? { unknown: this.#error() } : { known: value() }
  }

  #maybe<T>(value: () => T): T | undefined {
    return this.#roll(2) === 0 ? undefined : value()
  }

  #nextNumber(): number {
    this.#syncs += 1
    return this.#syncs
  }

  #newSync(): SeenSync {
    return { uri: `/syncs/${this.#nextNumber()}`, createdAt: new Date(this.#at).toISOString(), status: 'pending' }
  }

  #taken(): PartTaken {
    const syncs = this.#record.definition.isSyncTriggeredOnImport === true && this.#record.way === 'straight'
    return syncs !== (this.#roll(15) === 0) ? { sync: this.#newSync(), also: [] } : { also: [] }
  }

  /** The search leaves out what is known or named, as its effect does. */
  #search(): SyncSearch {
    const sync = this.#newSync()
    const kind = this.#roll(3)
    if (kind === 0) return { kind: 'none' }
    if (this.#record.way === 'private-copy') return { kind: 'ours', sync }
    return { kind: 'maybe', sync, named: { uri: sync.uri }, mayTellMore: this.#roll(2) === 0 }
  }

  #status(): { readonly status: string; readonly endedAt?: string } {
    const status = STATUSES[this.#roll(STATUSES.length)] ?? 'pending'
    return status === 'cancelled' ? { status, endedAt: 'x' } : { status }
  }

  #logs(syncUri: string): readonly SyncLog[] {
    const sync = this.#record.syncs.find(({ uri }) => uri === syncUri)
    const parts = this.#record.parts.filter(({ batch, state }) => batch === sync?.batch && state === 'arrived')
    const rows = parts.reduce((sum, part) => sum + part.rows, 0)
    const count = this.#roll(12) === 0 ? Math.max(0, rows - 1) : rows
    const line = (statusCode: string): SyncLog => ({
      syncUri,
      count,
      severity: 'information',
      statusCode,
      createdAt: 'x',
    })
    return this.#roll(4) === 0 ? [] : [line('ELQ-00001'), line('ELQ-00004')]
  }
}

const STATUSES = [
  'success',
  'success',
  'warning',
  'success',
  'pending',
  'error',
  'success',
  'cancelled',
  'warning',
  'success',
]

const USERS: ReadonlySet<Happening['kind']> = new Set([
  'answered',
  'sync-ordered',
  'resumed',
  'paused',
  'tried-again',
  'cancelled',
])

/** Requests of a step that go out once. */
export function onceOnly({ effects }: WalkStep): readonly Effect[] {
  return effects.filter(({ kind }) => ONCE_ONLY.has(kind))
}
