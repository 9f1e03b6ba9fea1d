import { connecting, connections } from './chapters/connecting.ts'
import { definitions } from './chapters/definitions.ts'
import { aResult, understanding } from './chapters/results.ts'
import { overlays, sections } from './chapters/sections.ts'
import { newSyncs, rejects, unreadable } from './chapters/syncs.ts'
import { severalFiles, strangeFiles, uploads } from './chapters/uploads.ts'
import type { Chapter } from './scene.ts'

/**
 * Every screen and its states, in the order in which one app can show them: the first chapter signs in. The tests judge
 * each with axe; `npm run gallery` photographs each.
 */
export const CHAPTERS: readonly Chapter[] = [
  connecting,
  sections,
  definitions,
  newSyncs,
  aResult,
  understanding,
  rejects,
  overlays,
  connections,
  uploads,
  severalFiles,
  strangeFiles,
  unreadable,
]
