import type { Api } from '../../shared/contract/ipc.ts'
import type { UploadsAt } from './dependants.ts'

const MOST_UPLOADS = 1_000

/** Uploads of ours to a definition that have not ended: going on, asked about, or waiting there for a sync. */
export function uploadsAt(api: Pick<Api, 'listUploads'>): UploadsAt {
  return async (uri) => {
    const { items } = await api.listUploads({ search: '', offset: 0, limit: MOST_UPLOADS })
    return items
      .filter(({ definition, state }) => definition.uri === uri && state !== 'done' && state !== 'stopped')
      .map(({ uploadId, file }) => ({ uploadId, fileName: file.name }))
  }
}
