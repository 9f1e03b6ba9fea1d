import { screen } from '@testing-library/react'
import { vi } from 'vitest'
import type { Connection } from '../../../../../shared/contract/connection.ts'
import type { Api } from '../../../../../shared/contract/ipc.ts'
import { renderWithApi } from '../../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../../testing/samples.ts'
import { checkApi, contactsFile, eventRegistrations } from '../../../../testing/upload-samples.ts'
import { UploadScreen } from '../../upload-screen.tsx'

interface Given {
  /** Null: none was chosen yet. */
  readonly targetUri?: null
  readonly connection?: Partial<Connection>
}

/** The check page of one file, its target chosen already unless told otherwise. */
export function renderCheck(api: Partial<Api> = {}, { targetUri, connection }: Given = {}) {
  const startUpload = vi.fn<Api['startUpload']>(async () => ({ uploadId: 'u1' }))
  const connections = [{ ...janesConnection, ...connection }]
  const view = renderWithApi(
    <UploadScreen files={[contactsFile]} targetUri={targetUri === null ? undefined : eventRegistrations.uri} />,
    {
      listConnections: async () => ({ connections, activeId: janesConnection.id }),
      ...checkApi(),
      startUpload,
      ...api,
    },
  )
  return { ...view, startUpload }
}

export const sendButton = () => screen.findByRole('button', { name: 'Send 119 rows' })
