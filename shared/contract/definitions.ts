import type { DefinitionDraft } from '../eloqua/definition-draft.ts'
import type { NamedStatement } from '../eloqua/definition-file.ts'
import type { WireDefinition } from '../eloqua/eloqua.ts'
import type { AppErrorData } from './errors.ts'
import type { draftReturn } from './schemas/definitions.ts'
import type { Shape } from './schemas/shape.ts'

/** Where the window goes back to when the definition is made. */
export type DraftReturn = Shape<typeof draftReturn>

/** A draft that outlives a restart. It holds no row data. */
export interface StoredDraft {
  readonly draftId: string
  readonly draft: DefinitionDraft
  readonly savedAt: string
  readonly returnTo?: DraftReturn
  /** As it was opened, with nothing typed yet: the next opened one takes its place. */
  readonly isUntouched?: boolean
  /** What of the file it was opened from this instance does not have, by name. */
  readonly missing?: readonly string[]
  /** The answer to its creation was lost: definitions of this name from before it. Creating again looks for it first. */
  readonly inDoubt?: readonly string[]
}

/** What became of a change: somebody else's changes since the reading stop it, and are told. */
export type DefinitionChange =
  | { readonly kind: 'changed'; readonly uri: string }
  | { readonly kind: 'conflict'; readonly current: WireDefinition; readonly properties: readonly string[] }

/** What became of one of several. */
export interface DefinitionOutcome {
  readonly uri: string
  readonly error?: AppErrorData
}

/** What would be touched by deleting or changing a definition. */
export interface Dependants {
  readonly uri: string
  readonly name: string
  readonly runningSyncs: readonly number[]
  /** Staged rows, kilobytes, as Eloqua says. */
  readonly stagedKilobytes: number
  /** Uploads of ours that are still going on or whose rows wait there. */
  readonly uploads: readonly { readonly uploadId: string; readonly fileName: string }[]
  /** Results of its syncs that Eloqua still keeps. */
  readonly keptResults: number
}

/** A definition read from a file, fitted to this instance. */
export interface OpenedDefinitionFile {
  readonly draft: DefinitionDraft
  readonly missing: readonly NamedStatement[]
  /** The custom object or event of the file is not here. */
  readonly missingObject?: string
}
