import { z } from 'zod'
import type { Definition } from '../../eloqua/definition.ts'
import { type ApiOf, takes } from '../call.ts'
import { definitionUri, listLimit, search } from '../schemas/common.ts'

const definitionKind = z.enum(['export', 'import', 'syncAction'])

export const definitionCalls = {
  listDefinitions: takes(z.strictObject({ kinds: z.array(definitionKind).max(3), search, limit: listLimit })).gives<
    readonly Definition[]
  >(),
  getDefinition: takes(z.strictObject({ uri: definitionUri })).gives<Definition>(),
}

export type DefinitionApi = ApiOf<typeof definitionCalls>
