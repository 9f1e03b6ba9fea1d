import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import type { OpenedDefinitionFile } from '../../shared/contract/definitions.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { ASSET_KINDS, type Asset, type AssetKind } from '../../shared/eloqua/asset.ts'
import { type Family, parseDefinitionUri } from '../../shared/eloqua/definition.ts'
import { copyOf, KINDS_OF } from '../../shared/eloqua/definition-draft.ts'
import {
  assetKindsIn,
  type DefinitionFile,
  fromDefinitionFile,
  type Instance,
  toDefinitionFile,
} from '../../shared/eloqua/definition-file.ts'
import { eloquaReasons, fileReasons } from '../../shared/words/reasons.ts'
import { saveWords } from '../../shared/words/saves.ts'
import { readDefinition } from '../eloqua/definitions/change-definition.ts'
import { readAssets } from '../eloqua/definitions/read-assets.ts'
import { readFields } from '../eloqua/definitions/read-fields.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { replaceFile } from '../platform/atomic-json.ts'
import type { Desktop } from '../platform/desktop.ts'
import { toDiskError } from '../platform/disk-errors.ts'

/** No definition comes near this; a bigger file is another file. */
const MOST_BYTES = 2_000_000

const stored = z.object({
  format: z.literal('bulkdesk-definition'),
  version: z.literal(1),
  kind: z.enum(['export', 'import', 'syncAction']),
  family: z.enum(Object.keys(KINDS_OF) as [Family, ...Family[]]),
  parentName: z.string().max(1_000).optional(),
  definition: z.looseObject({ name: z.string().max(20_000), fields: z.record(z.string(), z.string()) }),
  names: z
    .array(
      z.object({
        statement: z.string(),
        kind: z.enum(['field', ...ASSET_KINDS]),
        name: z.string(),
        internalName: z.string().optional(),
      }),
    )
    .max(5_000),
})

/** Saves a definition for another instance: without ids, each statement with what it means here. */
export async function saveDefinitionFile(
  client: EloquaClient,
  desktop: Desktop,
  uri: string,
): Promise<{ readonly saved: boolean }> {
  const ref = parseDefinitionUri(uri)
  if (!ref) throw new AppError({ code: 'bad-arguments', message: eloquaReasons.notADefinitionUri })
  const wire = await readDefinition(client, uri)
  const parent = ref.parentId === undefined ? undefined : await findParent(client, ref.family, { id: ref.parentId })
  const draft = copyOf({ ...wire, ...ref, ...(parent ? { parentName: parent.name } : {}) }, wire.name)
  const file = toDefinitionFile(draft, await instanceFor(client, draft.family, ref.parentId, wire))
  const path = await desktop.askSavePath({ title: saveWords.definition, defaultName: wire.name, extension: 'json' })
  if (path === undefined) return { saved: false }
  try {
    replaceFile(path, `${JSON.stringify(file, null, 2)}\n`)
  } catch (error) {
    throw toDiskError(error)
  }
  return { saved: true }
}

/** Opens such a file and fits it to this instance; null when the user closed the dialog. */
export async function openDefinitionFile(client: EloquaClient, desktop: Desktop): Promise<OpenedDefinitionFile | null> {
  const path = await desktop.askJsonPath()
  if (path === undefined) return null
  const file = await readDefinitionFile(path)
  const hasParent = file.family === 'customObjects' || file.family === 'events'
  const parent = hasParent ? await findParent(client, file.family, { name: file.parentName ?? '' }) : undefined
  if (hasParent && !parent) {
    const { draft, missing } = fromDefinitionFile(file, { fields: [], assets: {} })
    return { draft, missing, missingObject: file.parentName ?? '' }
  }
  return fromDefinitionFile(file, await instanceFor(client, file.family, parent?.id, file.definition))
}

async function readDefinitionFile(path: string): Promise<DefinitionFile> {
  const { size } = await stat(path).catch(() => {
    throw new AppError({ code: 'file-missing', message: fileReasons.notThere })
  })
  try {
    if (size > MOST_BYTES) throw new RangeError('too big')
    return stored.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    const message = fileReasons.notADefinition
    throw new AppError({ code: 'file-unreadable', message }, { cause: error })
  }
}

async function findParent(
  client: EloquaClient,
  family: Family,
  wanted: { readonly id?: number; readonly name?: string },
): Promise<Asset | undefined> {
  const objects = await readAssets(client, family === 'events' ? 'events' : 'customObjects')
  return objects.find(({ id, name }) => id === wanted.id || name.toLowerCase() === wanted.name?.toLowerCase())
}

async function instanceFor(
  client: EloquaClient,
  family: Family,
  parentId: number | undefined,
  definition: object,
): Promise<Instance> {
  const place = { family, ...(parentId === undefined ? {} : { parentId }) }
  const kinds = assetKindsIn(definition)
  const [fields, ...lists] = await Promise.all([
    readFields(client, place),
    ...kinds.map((kind: AssetKind) => readAssets(client, kind)),
  ])
  const assets = Object.fromEntries(kinds.map((kind, index) => [kind, lists[index] ?? []]))
  return { ...(parentId === undefined ? {} : { parentId }), fields, assets }
}
