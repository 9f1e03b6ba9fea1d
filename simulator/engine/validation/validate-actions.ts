import type { Family } from '../../../shared/eloqua/definition.ts'
import type { SyncAction, ValidationFailure } from '../../../shared/eloqua/eloqua.ts'
import type { DefinitionInput } from '../data-engine.ts'
import { ACCOUNT_LISTS, CONTACT_LISTS, EMAIL_GROUPS, type NamedAsset } from '../records/marketing-assets.ts'
import { parseServiceStatement } from '../statements/parse-service.ts'
import { parseStatement } from '../statements/parse-statement.ts'

interface Destination {
  readonly families: readonly Family[]
  readonly actions: readonly string[]
  readonly statuses: readonly string[]
  readonly assets?: readonly NamedAsset[]
}

const SUBSCRIPTION = ['subscribed', 'unsubscribed']
const WITH_SERVICES: readonly Family[] = ['contacts', 'customObjects']
const DESTINATIONS: ReadonlyMap<string, Destination> = new Map(
  Object.entries<Destination>({
    ContactList: { families: ['contacts'], actions: ['add', 'remove'], statuses: [], assets: CONTACT_LISTS },
    AccountList: { families: ['accounts'], actions: ['add', 'remove'], statuses: [], assets: ACCOUNT_LISTS },
    EmailGroup: { families: ['contacts'], actions: ['setStatus'], statuses: SUBSCRIPTION, assets: EMAIL_GROUPS },
    GlobalSubscribe: {
      families: ['contacts', 'emailAddresses', 'phoneNumbers'],
      actions: ['setStatus'],
      statuses: SUBSCRIPTION,
    },
    DecisionInstance: { families: WITH_SERVICES, actions: ['setStatus'], statuses: ['yes', 'no', 'errored'] },
    ActionInstance: {
      families: WITH_SERVICES,
      actions: ['setStatus'],
      statuses: ['active', 'complete', 'errored', 'pending'],
    },
    FeederInstance: { families: WITH_SERVICES, actions: ['setStatus'], statuses: ['complete', 'errored'] },
    ContentInstance: { families: WITH_SERVICES, actions: ['setStatus'], statuses: ['active', 'complete', 'errored'] },
    CloudConnectorStatus: {
      families: WITH_SERVICES,
      actions: ['setStatus'],
      statuses: ['active', 'complete', 'errored', 'yes', 'no', 'invalid', 'permission'],
    },
  }),
)

/** Families whose definitions take sync actions at all. */
const WITH_ACTIONS: ReadonlySet<Family> = new Set<Family>([
  'contacts',
  'accounts',
  'customObjects',
  'emailAddresses',
  'phoneNumbers',
])

/** Each action must suit the family, its destination must exist, and its status must be one of that destination. */
export function validateActions(definition: DefinitionInput): readonly ValidationFailure[] {
  const actions = definition.syncActions ?? []
  if (actions.length > 0 && !WITH_ACTIONS.has(definition.family)) {
    return [{ field: 'syncActions', constraint: `Must not be used with ${definition.family}.` }]
  }
  return actions.flatMap((action) => validateAction(definition.family, action))
}

function validateAction(family: Family, action: SyncAction): readonly ValidationFailure[] {
  const segments = parseStatement(action.destination)
  const [target] = segments ?? []
  const destination = target && DESTINATIONS.get(target.name)
  const fail = (field: string, value: string | undefined, constraint: string): readonly ValidationFailure[] => [
    { field: `syncActions.${field}`, ...(value === undefined ? {} : { value }), constraint },
  ]
  if (!target || !destination?.families.includes(family)) {
    return fail('destination', action.destination, `Must reference a destination that suits ${family}.`)
  }
  if (!isKnown(action.destination, target, destination, segments?.length ?? 0)) {
    const isService = !destination.assets && target.name !== 'GlobalSubscribe'
    const constraint = isService
      ? 'Must reference service instance within a workflow'
      : `Must reference an existing ${target.name}.`
    return fail('destination', action.destination, constraint)
  }
  if (!destination.actions.includes(action.action)) {
    return fail('action', action.action, `Must be one of ${destination.actions.join(', ')} for ${target.name}.`)
  }
  const statuses = family === 'emailAddresses' ? ['unsubscribed', 'bounced'] : destination.statuses
  if (action.action === 'setStatus' && !statuses.includes(action.status ?? '')) {
    return fail('status', action.status, `Must be one of ${statuses.join(', ')} for ${target.name}.`)
  }
  return []
}

function isKnown(
  statement: string,
  target: { readonly name: string; readonly id?: number; readonly argument?: string },
  { assets }: Destination,
  length: number,
): boolean {
  if (assets) return length === 1 && assets.some(({ id }) => id === target.id)
  if (target.name === 'GlobalSubscribe') return length === 1 && target.id === undefined && target.argument === undefined
  return parseServiceStatement(statement) !== undefined
}
