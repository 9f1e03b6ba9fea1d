import { DEFAULT_USER } from '../../../simulator/sign-in/users.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { createRecipeBook } from '../../uploads/recipes/recipe-book.ts'
import { SAVED } from './cli-world.ts'

export const LEAD_FIELDS = { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' }

/** A definition that imports contacts with their cities, and the recipe `Leads` for it, as the window saves one. */
export async function saveLeads(
  simulator: Simulator,
  userData: string,
  environment: 'sandbox' | 'production' = 'sandbox',
) {
  const company = { environment, company: DEFAULT_USER.company, id: SAVED.id }
  const book = createRecipeBook(userData, SILENT_LOG)
  const column = (field: string, at: number) => ({ field, source: { from: 'column' as const, column: at } })
  const recipe = book.save(company, {
    ...{ name: 'Leads', targetUri: await contactImport(simulator), targetName: 'Test', headers: ['mail', 'town'] },
    ...{ choice: {}, mapping: { fields: [column('email', 0), column('city', 1)] } },
    fixes: [{ kind: 'trim', column: 1 }],
  })
  return { company, book, recipe }
}

async function contactImport({ origin }: Simulator): Promise<string> {
  const body = { name: 'Test', fields: LEAD_FIELDS, identifierFieldName: 'email', updateRule: 'always' }
  const outcome = await createTestClient(origin).sendOnce({
    ...{ path: '/contacts/imports', contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) },
  })
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome.error))
  return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
}
