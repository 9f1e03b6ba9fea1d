import type { CheckApi } from '../../shared/contract/calls/checks.ts'
import { AppError, notNow } from '../../shared/contract/errors.ts'
import type { Reading } from '../../shared/csv/csv.ts'
import type { Check } from '../../shared/uploads/upload.ts'
import { fileReasons, uploadReasons } from '../../shared/words/reasons.ts'
import { fileNames, saveWords } from '../../shared/words/saves.ts'
import type { Checks, HeldCheck } from './check/checks.ts'
import { memoryOfDefinition } from './check/memory-key.ts'
import { proposeMapping } from './check/propose-mapping.ts'
import { readTarget } from './check/read-definition.ts'
import { takeLook } from './check/take-look.ts'
import type { FixedCopies } from './fixes/fixed-copies.ts'
import { placesInFile } from './fixes/places-in-file.ts'
import { heldBackCells, heldBackFile } from './fixes/unsent-rows.ts'
import { saveRowFile } from './outcome/save-row-file.ts'
import type { UploadDesk } from './schedule/upload-desk.ts'
import type { UploadParts } from './upload-services.ts'

type Services = UploadParts & {
  readonly checks: Checks
  readonly copies: Pick<FixedCopies, 'isCopy' | 'rowInFile'>
  readonly desk: Pick<UploadDesk, 'waitingAt'>
}

/** Before anything is sent: files, their first look, mappings, and full checks. */
export function createCheckApi(services: Services): CheckApi {
  const { clients, files, desktop, journal, recentFiles, checks, desk } = services
  const looks = new Map<string, readonly string[]>()

  return {
    async browseForCsv() {
      const paths = await desktop.askCsvPaths()
      return Promise.all(paths.map((path) => files.take(path)))
    },
    async takeFirstLook({ fileId, ...choices }) {
      const { stamp, ...look } = await takeLook(services, fileId, choices)
      assertUnchanged(files.stamp(fileId), stamp)
      recentFiles.note(stamp.path)
      looks.set(lookKey(fileId, look.reading), look.headers)
      const problems = [...files.notes(fileId), ...look.problems]
      return { ...look, problems, file: files.find(fileId) }
    },
    async proposeMapping({ targetUri, headers }) {
      const client = clients.active()
      const target = await readTarget(client, targetUri)
      return proposeMapping(target, headers, journal.recallMappings(memoryOfDefinition(client.connection, target)))
    },
    async startCheck(request) {
      const client = clients.active()
      const definition = await readTarget(client, request.targetUri)
      const headers = looks.get(lookKey(request.fileId, request.reading))
      if (!headers) throw notNow(uploadReasons.lookFirst)
      const rememberedWay = journal.recallMappings(memoryOfDefinition(client.connection, definition))[0]?.way
      const rowsWait = desk.waitingAt({ connectionId: client.connection.id, definition }).length > 0
      return { checkId: await checks.start(request, { client, definition, headers, rememberedWay, rowsWait }) }
    },
    getCheck: async ({ checkId }) => shownCheck(services, checks.get(checkId).check),
    cancelCheck: async ({ checkId }) => checks.cancel(checkId),
    saveHeldBack: async ({ checkId }) => saveHeldBack(services, checks.get(checkId)),
  }
}

/** A check with its places as the user's file has them. */
function shownCheck({ copies }: Services, check: Check): Check {
  const { fileId } = check.file
  if (!check.report || !copies.isCopy(fileId)) return check
  return { ...check, report: placesInFile(check.report, (row) => copies.rowInFile(fileId, row)) }
}

/** Read another way, a file has other columns: the window may show any look it has had. */
function lookKey(fileId: string, reading: Reading): string {
  const choices = Object.entries(reading).filter(([, value]) => value !== undefined)
  return [fileId, ...choices.map(([name, value]) => `${name}=${value}`).toSorted()].join(' ')
}

function assertUnchanged(before: { size: number; mtimeMs: number }, now: { size: number; mtimeMs: number }): void {
  if (before.size !== now.size || before.mtimeMs !== now.mtimeMs) {
    throw new AppError({ code: 'file-changed', message: fileReasons.changedSinceOpened })
  }
}

async function saveHeldBack(services: Services, held: HeldCheck) {
  const { check, definition, headers } = held
  const { file, reading, mapping } = check
  return saveRowFile(services, {
    title: saveWords.notSent,
    defaultName: fileNames.notSent(file.name.replace(/\.[^.]*$/, '')),
    ...heldBackFile(headers),
    rows: (signal) => {
      const stamp = services.files.stamp(file.fileId)
      const nameRow = (row: number) => services.copies.rowInFile(file.fileId, row)
      return heldBackCells(services, { stamp, reading, mapping, target: definition, headers, nameRow }, signal)
    },
  })
}
