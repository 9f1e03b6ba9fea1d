import type { SyncAction } from '../eloqua/eloqua.ts'

/**
 * What a sync action does, as a sentence. `records` is the plural noun of what it acts on: `contacts`.
 * A destination it does not know is given as it is, never guessed at.
 */
export function describeSyncAction(action: SyncAction, records = 'contacts'): string {
  const { destination, status } = action
  const known = DESTINATIONS.find(({ pattern }) => pattern.test(destination))
  const id = known?.pattern.exec(destination)?.[1] ?? ''
  const sentence = known?.say({ ...action, id, records }) ?? sayUnknown(action, records)
  const all = action.updateAll && status ? ' This holds for all records of that step, not only for those sent.' : ''
  return `${sentence}.${all}`
}

interface Said extends SyncAction {
  readonly id: string
  readonly records: string
}

const DESTINATIONS: readonly { readonly pattern: RegExp; readonly say: (said: Said) => string }[] = [
  { pattern: /^\{\{ContactList\[(\d+)\]\}\}$/i, say: (said) => sayMembership(said, 'contact list') },
  { pattern: /^\{\{AccountList\[(\d+)\]\}\}$/i, say: (said) => sayMembership(said, 'account list') },
  {
    pattern: /^\{\{EmailGroup\[(\d+)\]\}\}$/i,
    say: (said) => saySubscription(said, `e-mail group ${said.id}`),
  },
  { pattern: /^\{\{GlobalSubscribe\}\}$/i, say: (said) => saySubscription(said, 'all e-mail') },
  {
    pattern: /^\{\{DecisionInstance\(([^)]*)\)/i,
    say: ({ records, status }) => `Answers “${status ?? 'nothing'}” for the ${records} in a decision step of a program`,
  },
  {
    pattern: /^\{\{ActionInstance\(([^)]*)\)/i,
    say: ({ records, status }) => `Marks the ${records} as “${status ?? 'nothing'}” in an action step of a program`,
  },
]

function sayMembership(said: Said, list: string): string {
  const { action, id, records } = said
  if (action === 'remove') return `Removes ${records} from ${list} ${id}`
  if (action === 'setStatus') return sayUnknown(said, records)
  return `Adds ${records} to ${list} ${id}`
}

function saySubscription(said: Said, what: string): string {
  const { status, records } = said
  if (status === 'subscribed') return `Subscribes ${records} to ${what}`
  if (status === 'unsubscribed') return `Unsubscribes ${records} from ${what}`
  return sayUnknown(said, records)
}

function sayUnknown({ action, destination, status }: SyncAction, records: string): string {
  if (action === 'remove') return `Removes ${records} from ${destination}`
  if (action === 'setStatus') return `Sets the status of ${records} in ${destination} to “${status ?? 'nothing'}”`
  return `Adds ${records} to ${destination}`
}
