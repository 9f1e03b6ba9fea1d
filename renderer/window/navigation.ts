import { useSyncExternalStore } from 'react'
import type { Mapping, SourceFile } from '../../shared/csv/csv.ts'

/** Where the window is. In memory only: a desktop window has no address. */
export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'syncs'; readonly group?: SyncGroup }
  | { readonly screen: 'sync'; readonly id: number; readonly tab?: SyncTab }
  | { readonly screen: 'new-sync'; readonly uri?: string }
  | { readonly screen: 'results'; readonly place?: 'eloqua' | 'kept' }
  | { readonly screen: 'run'; readonly runId: string }
  | { readonly screen: 'compare'; readonly runId: string }
  | {
      readonly screen: 'upload'
      readonly files?: readonly SourceFile[]
      readonly targetUri?: string
      /** A recipe that is applied to the files. */
      readonly recipeId?: string
      /** Which column feeds which field, where the file was made by us and its columns are known. */
      readonly mapping?: Mapping
      readonly uploadId?: string
      /** Files that were sent together. */
      readonly groupId?: string
    }
  | { readonly screen: 'definitions'; readonly uri?: string }
  | { readonly screen: 'edit-definition'; readonly draftId: string }
  | { readonly screen: 'history'; readonly uploadId?: string }
  | { readonly screen: 'requests' }
  | { readonly screen: 'jobs'; readonly jobId?: string }
  | { readonly screen: 'settings'; readonly part?: SettingsPart }

export type Screen = Route['screen']
/** Syncs that are looked for together; without one all are shown. */
export type SyncGroup = 'failed' | 'warnings' | 'running'
export type SettingsPart =
  | 'appearance'
  | 'passwords'
  | 'storage'
  | 'folder'
  | 'keyboard'
  | 'about'
  | 'installation'
  | 'support'
export type SyncTab = 'data' | 'log' | 'rejected' | 'request'

/** The longest way back that is kept. */
const MAX_STEPS = 100

/** What needs the user comes first. */
const FIRST: Route = { screen: 'home' }

let steps: readonly Route[] = [FIRST]
let at = 0
const listeners = new Set<() => void>()

/** The route now; the component renders again when it changes. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribeToRoute, currentRoute)
}

/** Goes somewhere and drops what was ahead. Going to where the window already is makes no new step. */
export function go(route: Route): void {
  if (JSON.stringify(route) === JSON.stringify(currentRoute())) return
  steps = [...steps.slice(0, at + 1), route].slice(-MAX_STEPS)
  at = steps.length - 1
  tell()
}

/** Changes the current step, such as its tab, without adding one to go back over. */
export function replaceRoute(route: Route): void {
  steps = steps.with(at, route)
  tell()
}

export function goBack(): void {
  if (at === 0) return
  at -= 1
  tell()
}

export function goForward(): void {
  if (at >= steps.length - 1) return
  at += 1
  tell()
}

/**
 * Whether the window is still where it is now, to be asked when an answer has come: what follows from the answer must not
 * lead away from where the user went meanwhile, nor replace that place.
 */
export function placeToStay(): () => boolean {
  const [place, { screen }] = [at, currentRoute()]
  return () => at === place && currentRoute().screen === screen
}

/** Starts anew, so that nothing of another connection can be gone back to. */
export function resetRoute(route: Route = FIRST): void {
  steps = [route]
  at = 0
  tell()
}

export function currentRoute(): Route {
  return steps[at] ?? FIRST
}

/** Tells of every step, also of one to another place of the same screen. Returns its own unsubscribe. */
export function subscribeToRoute(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}
