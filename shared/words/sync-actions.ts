import type { SyncAction } from '../eloqua/eloqua.ts'

/** Names in Eloqua, by what a definition calls them: `{{ContactList[12]}}` -> `Tradeshow 2026`, `/imports/priorities/1` -> `CRM`. */
export type EloquaNames = ReadonlyMap<string, string>

interface ActionFacts {
  /** What the action acts on: `contacts`, `each contact`. */
  readonly records: string
  readonly names?: EloquaNames
}

/**
 * What a sync action does, as a sentence. A destination that Bulkdesk doesn't know is shown as it is, never guessed;
 * a list or group without a name is shown by its id.
 */
export function describeSyncAction(
  action: SyncAction,
  { records, names }: ActionFacts = { records: 'contacts' },
): string {
  const { destination, status } = action
  const known = DESTINATIONS.find(({ pattern }) => pattern.test(destination))
  const id = known?.pattern.exec(destination)?.[1] ?? ''
  const sentence = known?.say({ ...action, id, records, name: names?.get(destination) }) ?? sayUnknown(action, records)
  const all = action.updateAll && status ? ' This applies to all records in that step, not just those sent.' : ''
  return `${sentence}.${all}`
}

interface Said extends SyncAction {
  readonly id: string
  readonly records: string
  readonly name: string | undefined
}

const DESTINATIONS: readonly { readonly pattern: RegExp; readonly say: (said: Said) => string }[] = [
  {
    pattern: /^\{\{ContactList\[(\d*)\]\}\}$/i,
    say: (said) => sayMembership(said, asset(said, { named: 'the list', numbered: 'contact list', open: 'a list' })),
  },
  {
    pattern: /^\{\{AccountList\[(\d*)\]\}\}$/i,
    say: (said) =>
      sayMembership(
        said,
        asset(said, { named: 'the account list', numbered: 'account list', open: 'an account list' }),
      ),
  },
  {
    pattern: /^\{\{EmailGroup\[(\d*)\]\}\}$/i,
    say: (said) =>
      saySubscription(said, asset(said, { named: 'the email group', numbered: 'email group', open: 'an email group' })),
  },
  { pattern: /^\{\{GlobalSubscribe\}\}$/i, say: (said) => saySubscription(said, 'all email') },
  {
    pattern: /^\{\{DecisionInstance\(([^)]*)\)/i,
    say: ({ records, status }) => `Answers “${status ?? 'nothing'}” for ${records} in a decision step of a program`,
  },
  {
    pattern: /^\{\{ActionInstance\(([^)]*)\)/i,
    say: ({ records, status }) => `Marks ${records} as “${status ?? 'nothing'}” in an action step of a program`,
  },
  {
    pattern: /^\{\{FeederInstance\(([^)]*)\)/i,
    say: ({ records, status }) =>
      status === 'errored'
        ? `Reports ${records} as “errored” to a feeder step of a canvas`
        : `Enters ${records} into a canvas through a feeder step, as “${status ?? 'nothing'}”`,
  },
  {
    pattern: /^\{\{ContentInstance\(([^)]*)\)/i,
    say: ({ records, status }) => `Marks ${records} as “${status ?? 'nothing'}” in a content service`,
  },
  {
    pattern: /^\{\{CloudConnectorStatus\(([^)]*)\)/i,
    say: ({ records, status }) => `Marks ${records} as “${status ?? 'nothing'}” in a cloud connector`,
  },
]

/** A list or group by its name, else by its id; one that was not chosen yet by its kind. */
function asset(
  { name, id }: Said,
  words: { readonly named: string; readonly numbered: string; readonly open: string },
): string {
  if (name) return `${words.named} “${name}”`
  return id === '' ? words.open : `${words.numbered} ${id}`
}

function sayMembership(said: Said, list: string): string {
  const { action, records } = said
  if (action === 'remove') return `Removes ${records} from ${list}`
  if (action === 'setStatus') return sayUnknown(said, records)
  return `Adds ${records} to ${list}`
}

function saySubscription(said: Said, what: string): string {
  const { status, records } = said
  if (status === 'subscribed') return `Subscribes ${records} to ${what}`
  if (status === 'unsubscribed') return `Unsubscribes ${records} from ${what}`
  if (status === 'bounced') return `Marks ${records} as bounced`
  return sayUnknown(said, records)
}

function sayUnknown({ action, destination, status }: SyncAction, records: string): string {
  if (action === 'remove') return `Removes ${records} from ${destination}`
  if (action === 'setStatus') return `Sets the status of ${records} in ${destination} to “${status ?? 'nothing'}”`
  return `Adds ${records} to ${destination}`
}
