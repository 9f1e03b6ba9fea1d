import { stat } from 'node:fs/promises'
import type { SourceApi } from '../../shared/contract/calls/sources.ts'
import { notNow } from '../../shared/contract/errors.ts'
import type { Problem, SourceFile } from '../../shared/csv/csv.ts'
import { fileReasons } from '../../shared/words/reasons.ts'
import { sourceNames } from '../../shared/words/sources.ts'
import { describeFileError, expectUnchanged } from '../csv/read/file-errors.ts'
import { findSameColumns } from './check/same-columns.ts'
import type { SourceEngine } from './sources/source-engine.ts'
import type { UploadParts } from './upload-services.ts'

type Services = Pick<
  UploadParts,
  'clients' | 'journal' | 'desktop' | 'files' | 'madeFiles' | 'recentFiles' | 'publish'
> & {
  readonly engine: SourceEngine
}

/** Workbooks, JSON files and pasted tables, on their way to become rows. */
export function createSourceApi(services: Services): SourceApi {
  const { clients, desktop, files, journal, madeFiles, recentFiles, engine } = services
  const makings = new Map<string, AbortController>()

  return {
    async browseForSources() {
      const paths = await desktop.askCsvPaths('sources')
      return Promise.all(paths.map((path) => files.take(path)))
    },
    listSameColumns: async ({ headers }) => findSameColumns(journal, clients.active().connection.id, headers),
    listRecentFiles: () => recentFiles.list(),
    openRecentFile: async ({ recentId }) => files.take(recentFiles.pathOf(recentId)),
    async listSheets({ fileId }) {
      const path = await pathOf(services, fileId)
      recentFiles.note(path)
      return engine.listSheets(path)
    },
    async makeRows({ fileId, sheet }) {
      if (makings.has(fileId)) throw notNow(fileReasons.beingRead)
      const abort = new AbortController()
      makings.set(fileId, abort)
      try {
        return await makeRows(services, files.find(fileId), sheet, abort.signal)
      } finally {
        makings.delete(fileId)
      }
    },
    cancelMaking: async ({ fileId }) => makings.get(fileId)?.abort(),
    pasteTable: ({ text }) =>
      madeFiles.make({
        name: sourceNames.pasted,
        from: { kind: 'clipboard' },
        write: (path) => engine.makePasted(text, path),
      }),
  }
}

async function makeRows(services: Services, file: SourceFile, sheet: number | undefined, signal: AbortSignal) {
  const { madeFiles, recentFiles, engine, publish } = services
  const { fileId, name, format } = file
  const from = await pathOf(services, fileId)
  const onShare = (share: number) => publish('making-changed', { fileId, share })
  /** Rows of a file that was changed while it was read are those of no file. */
  const unchanged = async (making: Promise<readonly Problem[]>) => {
    const notes = await making
    await pathOf(services, fileId)
    return notes
  }
  if (format === 'json') {
    recentFiles.note(from)
    return madeFiles.make({
      name: sourceNames.json(name),
      from: { kind: 'json', name },
      write: (to) => unchanged(engine.makeJson(from, { to, signal, onShare })),
    })
  }
  const found = (await engine.listSheets(from)).find(({ index }) => index === sheet)
  if (format !== 'workbook' || !found) throw notNow(fileReasons.noSheet)
  return madeFiles.make({
    name: sourceNames.sheet(name, found.name),
    from: { kind: 'excel', name, sheet: found.name },
    write: (to) => unchanged(engine.makeSheet(from, found.index, { to, signal, onShare })),
  })
}

/** Rejects with `file-changed` when the file is no longer the one that was chosen. */
async function pathOf({ files }: Services, fileId: string): Promise<string> {
  const stamp = files.stamp(fileId)
  const now = await stat(stamp.path).catch((error: unknown) => {
    throw describeFileError(error)
  })
  expectUnchanged(stamp, now)
  return stamp.path
}
