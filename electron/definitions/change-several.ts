import type { DefinitionOutcome } from '../../shared/contract/definitions.ts'
import { isAppError } from '../../shared/contract/errors.ts'
import { writableOf } from '../../shared/eloqua/definition-draft.ts'
import { readDefinition } from '../eloqua/definitions/change-definition.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'

/** Deletes each definition; one that Eloqua refuses stops no other. One that is gone already counts as deleted. */
export async function deleteEach(client: EloquaClient, uris: readonly string[]): Promise<readonly DefinitionOutcome[]> {
  return forEach(uris, async (uri) => {
    try {
      await client.read({ method: 'DELETE', path: uri })
    } catch (error) {
      if (!isAppError(error) || (error.code !== 'not-found' && error.code !== 'gone')) throw error
    }
  })
}

/** Gives each definition some properties and leaves all others as they stand in Eloqua now. */
export async function changeEach(
  client: EloquaClient,
  uris: readonly string[],
  change: Readonly<Record<string, unknown>>,
): Promise<readonly DefinitionOutcome[]> {
  return forEach(uris, async (uri) => {
    const current = await readDefinition(client, uri)
    await client.read({ method: 'PUT', path: uri, body: { ...writableOf(current), ...change } })
  })
}

/** One after the other: Eloqua limits how many requests run at once, and there may be hundreds. */
async function forEach(
  uris: readonly string[],
  act: (uri: string) => Promise<void>,
): Promise<readonly DefinitionOutcome[]> {
  const outcomes: DefinitionOutcome[] = []
  for (const uri of uris) {
    try {
      await act(uri)
      outcomes.push({ uri })
    } catch (error) {
      if (!isAppError(error)) throw error
      outcomes.push({ uri, error: error.toData() })
    }
  }
  return outcomes
}
