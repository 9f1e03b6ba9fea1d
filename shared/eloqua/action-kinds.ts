import type { AssetKind } from './asset.ts'
import type { DefinitionKind, Family } from './definition.ts'
import type { SyncAction } from './eloqua.ts'

/** What a sync action can do, as people choose it: Eloqua tells by the action and its destination together. */
const ACTION_KINDS = [
  'list-add',
  'list-remove',
  'group',
  'global',
  'decision',
  'action',
  'feeder',
  'content',
  'connector',
  'other',
] as const
export type ActionKind = (typeof ACTION_KINDS)[number]

const SUBSCRIPTION = ['subscribed', 'unsubscribed'] as const
const STATUSES: Readonly<Partial<Record<ActionKind, readonly string[]>>> = {
  group: SUBSCRIPTION,
  global: SUBSCRIPTION,
  decision: ['yes', 'no', 'errored'],
  action: ['active', 'complete', 'errored', 'pending'],
  feeder: ['complete', 'errored'],
  content: ['active', 'complete', 'errored'],
  connector: ['active', 'complete', 'errored', 'yes', 'no', 'invalid', 'permission'],
  other: [
    'bounced',
    'subscribed',
    'unsubscribed',
    'active',
    'complete',
    'pending',
    'errored',
    'yes',
    'no',
    'invalid',
    'permission',
  ],
}

/** The statuses of a kind for an object (fact sheet 2.7, research 1.2): email addresses are unsubscribed or bounced. */
export function statusesOf(kind: ActionKind, family: Family): readonly string[] {
  if (kind === 'global' && family === 'emailAddresses') return ['unsubscribed', 'bounced']
  return STATUSES[kind] ?? []
}

const BY_FAMILY: Readonly<Partial<Record<Family, readonly ActionKind[]>>> = {
  contacts: ['list-add', 'list-remove', 'group', 'global', 'decision', 'action', 'feeder', 'content', 'connector'],
  accounts: ['list-add', 'list-remove'],
  customObjects: ['decision', 'action', 'feeder', 'content', 'connector'],
  emailAddresses: ['global'],
  phoneNumbers: ['global'],
}

/** The kinds of actions that definitions of an object take; none for most. Activity exports take none. */
export function actionKindsOf(kind: DefinitionKind, family: Family): readonly ActionKind[] {
  return kind === 'export' && family === 'activities' ? [] : (BY_FAMILY[family] ?? [])
}

/** Which of the kinds an action is. */
export function kindOfAction({ action, destination }: SyncAction): ActionKind {
  if (/^\{\{(?:Contact|Account)List\[/i.test(destination)) return action === 'remove' ? 'list-remove' : 'list-add'
  if (/^\{\{EmailGroup\[/i.test(destination)) return 'group'
  if (/^\{\{GlobalSubscribe\}\}$/i.test(destination)) return 'global'
  if (/^\{\{DecisionInstance\(/i.test(destination)) return 'decision'
  if (/^\{\{ActionInstance\(/i.test(destination)) return 'action'
  if (/^\{\{FeederInstance\(/i.test(destination)) return 'feeder'
  if (/^\{\{ContentInstance\(/i.test(destination)) return 'content'
  return /^\{\{CloudConnectorStatus\(/i.test(destination) ? 'connector' : 'other'
}

/** An action of a kind with what only the user can choose left open. */
export function startAction(kind: ActionKind, family: Family): SyncAction {
  const list = family === 'accounts' ? '{{AccountList[]}}' : '{{ContactList[]}}'
  const starts: Readonly<Record<ActionKind, SyncAction>> = {
    'list-add': { action: 'add', destination: list },
    'list-remove': { action: 'remove', destination: list },
    group: { action: 'setStatus', destination: '{{EmailGroup[]}}', status: 'subscribed' },
    global: { action: 'setStatus', destination: '{{GlobalSubscribe}}', status: 'unsubscribed' },
    decision: { action: 'setStatus', destination: '{{DecisionInstance().Execution[]}}' },
    action: { action: 'setStatus', destination: '{{ActionInstance().Execution[]}}' },
    feeder: { action: 'setStatus', destination: '{{FeederInstance()}}', status: 'complete' },
    content: { action: 'setStatus', destination: '{{ContentInstance().Execution[]}}' },
    connector: { action: 'setStatus', destination: '{{CloudConnectorStatus()}}' },
    other: { action: 'setStatus', destination: '' },
  }
  return starts[kind]
}

/** The lists that a kind's destination is chosen from; undefined where the destination is written. */
export function assetsOf(kind: ActionKind, family: Family): AssetKind | undefined {
  if (kind === 'group') return 'emailGroups'
  if (kind === 'list-add' || kind === 'list-remove') return family === 'accounts' ? 'accountLists' : 'contactLists'
  return undefined
}

/** True for a destination that was not chosen yet: its brackets are empty. */
export function isOpenDestination(destination: string): boolean {
  return destination.trim() === '' || destination.includes('[]') || destination.includes('()')
}
