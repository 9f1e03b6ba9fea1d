import { serveWorker, tellMain } from '../../platform/worker-link.ts'
import { makeJsonFile } from './json/make-json.ts'
import { makePastedFile } from './pasted-table.ts'
import { expectZip } from './xlsx/expect-zip.ts'
import { makeSheetFile, type SheetOrder } from './xlsx/make-sheet.ts'
import { listSheets } from './xlsx/workbook.ts'
import { openArchive } from './xlsx/zip.ts'

let told = 0

/** Of every hundredth once. */
function tellShare(share: number): void {
  const now = Math.floor(share * 100)
  if (now === told) return
  told = now
  tellMain(share)
}

const methods = {
  async listSheets(path: string) {
    await expectZip(path)
    const archive = await openArchive(path)
    try {
      return await listSheets(archive)
    } finally {
      archive.close()
    }
  },
  async makeSheet(order: SheetOrder) {
    await expectZip(order.from)
    return makeSheetFile(order, tellShare)
  },
  makeJson: (order: { readonly from: string; readonly to: string }) => makeJsonFile(order, tellShare),
  makePasted: makePastedFile,
}

export type SourceWorkerMethods = typeof methods

serveWorker(methods)
