import { AppError } from '../../../shared/contract/errors.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import { readDefinition } from '../../eloqua/answers/definition.ts'
import { requireKnown } from '../../eloqua/answers/read.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { isRecord } from '../../platform/is-record.ts'

/** The definition as it stands in Eloqua now, never from a cache: what is sent depends on its rules. */
export async function readTarget(client: EloquaClient, uri: string): Promise<Definition> {
  const ref = parseDefinitionUri(uri)
  if (!ref || ref.kind === 'export') {
    throw new AppError({ code: 'bad-arguments', message: uploadReasons.importsAndActions })
  }
  const wire = requireKnown(readDefinition(await client.readJson({ path: ref.uri })), 'a definition')
  return { ...wire, ...ref, ...(ref.parentId ? await parentName(client, ref.family, ref.parentId) : {}) }
}

async function parentName(client: EloquaClient, family: string, parentId: number): Promise<{ parentName?: string }> {
  const parent = await client.readJson({ path: `/${family}/${parentId}` }).catch(() => undefined)
  return isRecord(parent) && typeof parent.name === 'string' ? { parentName: parent.name } : {}
}
