import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type AppError, isAppError } from '../../../shared/contract/errors.ts'
import { type Definition, parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { FORMAT_ENDINGS, fillFileName } from '../../../shared/jobs/job-file.ts'
import { cliReasons, cliWords } from '../../../shared/words/command-line.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { type ExportEnd, runExport } from '../../jobs/run-export.ts'
import { safeFileName } from '../../platform/file-name.ts'
import { createDefinitionCatalogue, type DefinitionCatalogue } from '../../syncs/definition-catalogue.ts'
import type { ExportCommand } from '../cli-arguments.ts'
import { type CliOptions, describeConnection, withRowFiles, wrong } from '../cli-desk.ts'
import { EXIT, type ExitCode, exitCodeAfterStart, exitCodeOf } from '../exit-codes.ts'

/** Starts a sync of an export once, waits for its end and saves its rows. An export that changes anything is refused. */
export async function exportRows(options: CliOptions, client: EloquaClient, command: ExportCommand) {
  const folder = resolve(command.folder)
  if (!isFolder(folder)) throw wrong(cliReasons.noFolder(folder))
  const { uri, name } = await findExport(client, command.definition)
  const facts = { connection: describeConnection(client), definition: { uri, name } }
  const started: { syncId?: number } = {}
  options.tell(cliWords.exporting(name))
  try {
    const { kind, ...end } = await withRowFiles(options, client, (rowFiles) =>
      runExport(
        { client, rowFiles, log: options.log },
        {
          ...{ definitionUri: uri, format: command.format, mayReplace: command.mayReplace, signal: options.signal },
          path: join(folder, nameOf(command, name)),
          onSync(syncId) {
            started.syncId = syncId
            options.tell(cliWords.syncStarted(syncId))
          },
          onProgress: () => {},
        },
      ),
    )
    return { code: codeAfter(kind, end.status), answer: { ...facts, state: kind, ...end } }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { code: codeOfFailure(error, started), answer: { ...facts, ...started, error: error.toData() } }
  }
}

/** Whatever the system says of a path that is none: a loop of links, a name too long, a file on the way. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function codeOfFailure(error: AppError, { syncId }: { readonly syncId?: number }): ExitCode {
  return syncId === undefined ? exitCodeOf(error) : exitCodeAfterStart(error, EXIT.failed)
}

function codeAfter(kind: ExportEnd['kind'], status: string): ExitCode {
  if (kind === 'sync-failed') return EXIT.failed
  return status === 'success' ? EXIT.done : EXIT.warnings
}

function nameOf({ fileName, format }: ExportCommand, name: string): string {
  return safeFileName(fillFileName(fileName ?? `${name} {date}`, new Date()), FORMAT_ENDINGS[format])
}

const MOST_EXPORTS = 10_000

async function findExport(client: EloquaClient, named: string): Promise<Definition> {
  const catalogue = createDefinitionCatalogue(client)
  if (named.startsWith('/')) return exportAt(catalogue, named)
  const search = /^\d+$/.test(named) ? '' : named
  const exports = await catalogue.list({ kinds: ['export'], search, limit: MOST_EXPORTS })
  const isMeant = ({ uri, name }: Definition) =>
    name.toLowerCase() === named.toLowerCase() || uri.slice(uri.lastIndexOf('/') + 1) === named
  const [only, ...others] = exports.filter(isMeant)
  if (!only) throw wrong(cliReasons.noSuchExport(named))
  if (others.length > 0) throw wrong(cliReasons.severalExports([only, ...others].map(({ uri }) => uri)))
  return only
}

async function exportAt(catalogue: DefinitionCatalogue, uri: string): Promise<Definition> {
  if (parseDefinitionUri(uri)?.kind !== 'export') throw wrong(cliReasons.noSuchExport(uri))
  try {
    return await catalogue.get(uri)
  } catch (error) {
    const isGone = isAppError(error) && (error.code === 'not-found' || error.code === 'gone')
    throw isGone ? wrong(cliReasons.noSuchExport(uri)) : error
  }
}
