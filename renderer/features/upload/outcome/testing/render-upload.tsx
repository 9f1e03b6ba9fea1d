import type { Api } from '../../../../../shared/contract/ipc.ts'
import type { Upload } from '../../../../../shared/uploads/upload.ts'
import { renderWithApi } from '../../../../testing/render-with-api.tsx'
import { janesConnection, onePage } from '../../../../testing/samples.ts'
import { UploadPage } from '../upload-page.tsx'

/** The page of an upload, where nothing else is under way and nothing waits. */
export function renderUpload(upload: Upload, api: Partial<Api> = {}) {
  return renderWithApi(<UploadPage uploadId="u1" />, {
    getUpload: async () => upload,
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    listTransfers: async () => [],
    listWaitingRows: async () => [],
    listUnsentRows: async () => ({ ...onePage([]), headers: [] }),
    ...api,
  })
}
