import { join } from 'node:path'
import type { Connection } from '../../shared/contract/connection.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { cliReasons } from '../../shared/words/command-line.ts'
import type { Network } from '../connections/client-book.ts'
import type { IndexedConnection } from '../connections/connection-index.ts'
import type { CredentialStore } from '../connections/credentials.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { watchedNetwork } from '../eloqua/http/watched-network.ts'
import { taggedClients } from '../eloqua/tagged-clients.ts'
import type { Log } from '../platform/logger.ts'
import { createHourlyCounts } from '../requests/hourly-counts.ts'
import { createRequestLog } from '../requests/request-log.ts'
import { createRowFiles } from '../runs/row-files.ts'
import { createRuns } from '../runs/run-api.ts'
import { NO_VIEWS } from '../runs/store/run-views.ts'
import { createGuestClients, type GuestClients } from './guest-clients.ts'
import { openRefusedSignIns } from './refused-sign-ins.ts'
import { openWorkFolder } from './work-folder.ts'

export interface CliOptions {
  readonly userData: string
  readonly network: Network
  readonly store: CredentialStore
  /** A development build pointed at a server of this machine. */
  readonly loginUrl?: string | undefined
  /** What separates cells in the CSV files of this computer's Excel. */
  readonly listSeparator: ',' | ';'
  readonly log: Log
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** A line for people; not for programs. */
  readonly tell: (line: string) => void
}

/** Does work as one saved connection. Rejects with `bad-arguments` where it is not clear which, and as the work does. */
export async function asConnection<T>(
  options: CliOptions,
  name: string | undefined,
  work: (client: EloquaClient) => Promise<T>,
): Promise<T> {
  const refused = openRefusedSignIns(options.userData, options.log)
  const guests = createGuestClients({
    ...options,
    log: guestLog(options.log),
    network: countedNetwork(options),
    onRefused: refused.note,
  })
  const connection = choose(guests, name)
  refused.expectUntried(connection)
  const client = guests.clientOf(connection.id)
  const { active } = taggedClients({ active: () => client, forConnection: async () => client }, 'other')
  return work(active())
}

/** For whatever reads files of the window: a damaged one is the window's to set aside, and to tell of. */
export function guestLog(log: Log): Log {
  return { ...log, damagedFiles: { areLeft: true } }
}

/** The syncs that a command starts count among those of the hour, as the window's do. */
function countedNetwork({ network, userData, log }: CliOptions): Network {
  const counts = createHourlyCounts({ userData, log })
  const requests = createRequestLog({
    onChange: () => {},
    onEnded: ({ connection, started }) => connection && started && counts.note(connection, started),
  })
  return watchedNetwork(network, requests.watch)
}

function choose(guests: GuestClients, name: string | undefined): IndexedConnection {
  const saved = guests.list()
  const [first] = saved
  if (!first) throw new AppError({ code: 'not-signed-in', message: cliReasons.noConnections })
  const wanted = name?.toLowerCase()
  const found = saved.filter((one) => wanted === undefined || namesOf(one).some((own) => own.toLowerCase() === wanted))
  const [only, ...others] = found
  const labels = (of: readonly IndexedConnection[]) => of.map((one) => signInName(one))
  if (!only) throw wrong(cliReasons.noSuchConnection(name ?? '', labels(saved)))
  if (others.length > 0) throw wrong(cliReasons.whichConnection(labels(found)))
  return only
}

function namesOf(connection: IndexedConnection): readonly string[] {
  return [connection.id, connection.label, connection.company, signInName(connection)]
}

function signInName({ company, user }: Pick<Connection, 'company' | 'user'>): string {
  return `${company}\\${user}`
}

/** What tells one connection from another in an answer. */
export function describeConnection({ connection }: EloquaClient) {
  const { label, company, user, environment } = connection
  return { label, company, user, environment }
}

/** Does work that saves rows, in a folder that goes when the work is over. */
export async function withRowFiles<T>(
  { userData, listSeparator, log }: CliOptions,
  client: EloquaClient,
  work: (rowFiles: ReturnType<typeof createRowFiles>) => Promise<T>,
): Promise<T> {
  const folder = openWorkFolder(userData, log)
  const runs = createRuns({
    clients: { active: () => client, forConnection: async () => client },
    publish: () => {},
    desktop: { writeClipboard: nothing },
    folder: join(folder.path, 'runs'),
    views: () => NO_VIEWS,
    log,
  })
  const saveParquet = async () => {
    throw new Error('No command saves Parquet')
  }
  try {
    return await work(createRowFiles({ runs, leftovers: folder.leftovers, saveParquet, separator: listSeparator, log }))
  } finally {
    await runs.close()
    folder.close()
  }
}

async function nothing(): Promise<void> {}

export function wrong(message: string): AppError {
  return new AppError({ code: 'bad-arguments', message })
}
