import type { Connection } from '../contract/connection.ts'
import { formatCounted } from './numbers.ts'

/** What main asks in a dialog of the system's own. */
export interface NativeQuestion {
  readonly message: string
  readonly detail: string
  /** The button that goes ahead. The other one is Cancel. */
  readonly confirm: string
}

/** Something that changes the data of a company, or gets ready to. */
export interface ProductionWrite {
  readonly definition: string
  /** Absent where only Eloqua knows how many rows are staged. */
  readonly rows?: number
  /** `sync`: what is staged is imported, whoever sent it. `act`: sync actions are run. */
  readonly act: 'send' | 'sync' | 'act'
}

type Where = Pick<Connection, 'company' | 'user'>

export function productionWriteWords({ definition, rows, act }: ProductionWrite, where: Where): NativeQuestion {
  const what = rows === undefined ? 'everything staged' : formatCounted(rows, 'row')
  const to = `“${oneLine(definition)}” in production`
  const message = {
    send: `Send ${what} to ${to}?`,
    sync: `Import ${what} in ${to}?`,
    act: `Run the sync actions of ${to}?`,
  }[act]
  return {
    message,
    detail: `${signedIn(where)}\n\nThis changes live customer data. Bulkdesk can’t undo it.`,
    confirm: { send: 'Send', sync: 'Import', act: 'Run' }[act],
  }
}

/** Whoever may start a program as this user can then send by the recipe: it is asked once, instead of at each upload. */
export function unattendedWords(
  { name, definition }: { readonly name: string; readonly definition: string },
  where: Where,
): NativeQuestion {
  return {
    message: `Let the command line send by “${oneLine(name)}” to “${oneLine(definition)}” in production?`,
    detail: `${signedIn(where)}\n\nSuch uploads change live customer data, and Bulkdesk doesn’t ask again. It sends no file with faults or doubtful values.`,
    confirm: 'Allow',
  }
}

export function leaveProductionWords(label: string, where: Where): NativeQuestion {
  return {
    message: `Mark “${oneLine(label)}” as a sandbox?`,
    detail: `${signedIn(where)}\n\nBulkdesk then no longer asks before it changes data there.`,
    confirm: 'Mark as Sandbox',
  }
}

function signedIn({ company, user }: Where): string {
  return `Company: ${oneLine(company)}\nUser: ${oneLine(user)}`
}

/** Names come from Eloqua: a line break in one must not look like a line of ours. */
function oneLine(name: string): string {
  const line = name.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}
