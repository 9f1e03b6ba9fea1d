import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { NotedFor } from './events.ts'
import type { UploadRecord } from './upload-record.ts'

/**
 * What to do next: one request, one read of the file, or a wait. `create-copy`, `post-part` and `start-sync` go out
 * once: each is given only together with the record that notes it, which is on disk before the effect begins.
 */
export type Effect =
  | { readonly kind: 'create-copy'; readonly name: string }
  | { readonly kind: 'search-copy'; readonly name: string }
  | { readonly kind: 'delete-copies'; readonly uris: readonly string[] }
  | { readonly kind: 'note-newest'; readonly for: NotedFor }
  | { readonly kind: 'read-part'; readonly part: number }
  | { readonly kind: 'post-part'; readonly part: number }
  | { readonly kind: 'start-sync' }
  | { readonly kind: 'search-sync'; readonly for: 'part' | 'sync'; readonly rows: number }
  | { readonly kind: 'read-definition'; readonly refusal: AppErrorData }
  | { readonly kind: 'read-sync'; readonly syncUri: string }
  | { readonly kind: 'read-log'; readonly syncUri: string }
  | { readonly kind: 'count-rejects'; readonly syncUri: string }
  | { readonly kind: 'search-others'; readonly syncUri: string; readonly rows: number }
  /** `endsOnPause`: a pause cuts the wait short. */
  | { readonly kind: 'wait'; readonly ms: number; readonly endsOnPause: boolean }

export type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>

/** Effects that write to Eloqua what it must get once. */
export const ONCE_ONLY: ReadonlySet<Effect['kind']> = new Set(['create-copy', 'post-part', 'start-sync'])

/** A record and what to do next. No effects: it waits for somebody, or is over. */
export interface Step {
  readonly record: UploadRecord
  readonly effects: readonly Effect[]
}

/** A step, or a record from which what to do next is still to be decided. */
export interface Move {
  readonly record: UploadRecord
  readonly effects: readonly Effect[] | 'go-on'
}

export function rest(record: UploadRecord): Step {
  return { record, effects: [] }
}

export function doNext(record: UploadRecord, effect: Effect): Step {
  return { record, effects: [effect] }
}

export function goOn(record: UploadRecord): Move {
  return { record, effects: 'go-on' }
}
