import { AppError } from '../../../shared/contract/errors.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import type { WireDefinition } from '../../../shared/eloqua/eloqua.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'

/** The definition as it stands in Eloqua now, never from a cache: what is sent depends on its rules. */
export async function readTarget(client: EloquaClient, uri: string): Promise<Definition> {
  const ref = parseDefinitionUri(uri)
  if (!ref || ref.kind === 'export') {
    throw new AppError({ code: 'bad-arguments', message: 'Files can be sent to imports and sync actions only.' })
  }
  const wire = await client.readJson<WireDefinition>({ path: ref.uri })
  if (typeof wire.fields !== 'object' || wire.fields === null) {
    throw new AppError({ code: 'unexpected-answer', message: 'Eloqua answered something that is not a definition.' })
  }
  return { ...wire, ...ref, ...(ref.parentId ? await parentName(client, ref.family, ref.parentId) : {}) }
}

async function parentName(client: EloquaClient, family: string, parentId: number): Promise<{ parentName?: string }> {
  const parent = await client.readJson<{ name?: string }>({ path: `/${family}/${parentId}` }).catch(() => undefined)
  return parent?.name ? { parentName: parent.name } : {}
}
