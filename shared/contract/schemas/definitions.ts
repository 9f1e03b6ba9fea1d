import { z } from 'zod'
import { ASSET_KINDS } from '../../eloqua/asset.ts'
import type { Family } from '../../eloqua/definition.ts'
import { type DefinitionDraft, KINDS_OF } from '../../eloqua/definition-draft.ts'
import { definitionUri, handle } from './common.ts'

const definitionKind = z.enum(['export', 'import', 'syncAction'])
export const definitionFamily = z.enum(Object.keys(KINDS_OF) as [Family, ...Family[]])
export const assetKind = z.enum(ASSET_KINDS)
/** Eloqua's number of a custom object or event. */
export const objectId = z.int().min(1).max(999_999_999_999_999)
/** `P30D`, `PT12H` */
export const duration = z
  .string()
  .regex(/^P[0-9DTHMSW]{1,20}$/)
  .meta({ examples: ['P30D'] })
export const definitionUris = z.array(definitionUri).min(1).max(500)

/** A file that main gave out an id for. */
const sourceFile = z.strictObject({
  fileId: handle,
  name: z.string().max(1_000),
  size: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  modifiedAt: z.string().max(100),
})

/** Where the window goes back to when the definition is made. */
export const draftReturn = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('definition') }),
  z.strictObject({ to: z.literal('new-sync') }),
  z.strictObject({ to: z.literal('upload'), file: sourceFile.optional() }),
])

/** What of an opened file this instance does not have, by name. */
export const missingNames = z.array(z.string().max(1_000)).max(5_000)

const rules = z.record(z.string(), z.json())
const draft = z.strictObject({
  kind: definitionKind,
  family: definitionFamily,
  parentId: objectId.optional(),
  parentName: z.string().optional(),
  name: z.string(),
  fields: z.array(z.strictObject({ name: z.string(), statement: z.string() })).max(2_000),
  rules,
  of: z.strictObject({ uri: definitionUri, base: rules }).optional(),
})

/**
 * A draft as JSON text. Definitions may have properties that Bulkdesk does not know, and those travel with it: as text, their
 * size has a bound although their shape has none.
 */
export const draftText = z
  .string()
  .max(2_000_000)
  .refine((text) => readDraftText(text) !== undefined)
  .meta({ examples: ['{"kind":"export","family":"contacts","name":"Belgians","fields":[],"rules":{}}'] })

/** The draft of such a text; undefined for any other text. */
export function readDraftText(text: string): DefinitionDraft | undefined {
  try {
    return draft.parse(JSON.parse(text)) as unknown as DefinitionDraft
  } catch {
    return undefined
  }
}

/** A draft as it was kept on disk. */
export const storedDraft = z.object({
  draftId: z.string(),
  draft,
  savedAt: z.string(),
  returnTo: draftReturn.optional(),
  isUntouched: z.boolean().optional(),
  missing: missingNames.optional(),
  inDoubt: z.array(z.string()).optional(),
})
