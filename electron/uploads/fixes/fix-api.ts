import type { FixApi } from '../../../shared/contract/calls/fixes.ts'
import { notNow } from '../../../shared/contract/errors.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import type { Checks, HeldCheck } from '../check/checks.ts'
import type { UploadDesk } from '../schedule/upload-desk.ts'
import type { UploadParts } from '../upload-services.ts'
import { createFixWorks } from './fix-works.ts'
import type { FixedCopies } from './fixed-copies.ts'
import { doubtfulPage, heldBackPage } from './rows-to-fix.ts'
import { createUnsentRows } from './unsent-rows.ts'

type Services = UploadParts & {
  readonly checks: Checks
  readonly desk: Pick<UploadDesk, 'find'>
  readonly copies: FixedCopies
}

/** Changing rows: before they are sent, and those that were held back afterwards. */
export function createFixApi(services: Services): FixApi {
  const { engine, files, desk, publish, copies } = services
  const works = createFixWorks()
  const unsent = createUnsentRows(services, desk.find)

  return {
    listRowsToFix: (request) => listRowsToFix(services, copies, request),
    previewFixes: ({ workId, fileId, reading, fixes, added }) =>
      works.run(workId, async (signal) => {
        const request = {
          stamp: files.stamp(fileId),
          reading,
          fixes: [...fixes, ...added],
          signal,
          onProgress: () => {},
        }
        const { previews } = await engine.fix(request)
        return previews.slice(fixes.length)
      }),
    makeFixes: ({ workId, ...request }) =>
      works.run(workId, (signal) => {
        const { size } = files.stamp(request.fileId)
        const onProgress = (bytesRead: number) => publish('fix-progress', { workId, bytesRead, size })
        return copies.make({ ...request, signal, onProgress })
      }),
    forgetFixes: ({ fileId }) => copies.forget(fileId),
    cancelFixes: async ({ workId }) => works.cancel(workId),
    listUnsentRows: (request) => unsent.list(request),
    saveUnsentRows: async ({ uploadId }) => unsent.save(uploadId),
    fixUnsentRows: async ({ uploadId, rows }) => unsent.fix(uploadId, rows),
  }
}

async function listRowsToFix(
  services: Services,
  copies: FixedCopies,
  { checkId, which, offset, limit }: Parameters<FixApi['listRowsToFix']>[0],
): ReturnType<FixApi['listRowsToFix']> {
  const { engine, checks } = services
  const held = checks.get(checkId)
  const { report, file } = held.check
  if (!report) throw notNow(uploadReasons.stillChecked)
  const checked = checkedAs(services, held)
  const page =
    which === 'doubtful'
      ? await doubtfulPage(engine, checked, report, { offset, limit })
      : await heldBackPage(engine, checked, { offset, limit, total: report.heldBackRows })
  const items = page.items.map((item) => ({ ...item, row: copies.rowInFile(file.fileId, item.row) }))
  return { ...page, items }
}

function checkedAs({ files }: Services, { check, definition, rules }: HeldCheck) {
  const { file, reading, mapping } = check
  const checked = { stamp: files.stamp(file.fileId), reading, mapping, target: definition }
  return rules ? { ...checked, rules } : checked
}
