import type { SyncIndexApi } from '../../../shared/contract/calls/syncs.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { SyncIndexes } from './sync-indexes.ts'

/** What the window asks of the index of the connection in use. */
export function createSyncIndexApi(inUse: () => EloquaClient, indexes: SyncIndexes): SyncIndexApi {
  return {
    searchSyncs: async (search) => indexes.of(inUse()).search(search),
    async refreshSyncs() {
      const client = inUse()
      return indexes.of(client).refresh(client)
    },
    readOlderSyncs: async ({ isOn }) => indexes.of(inUse()).setReading(isOn),
    async getSyncAttention() {
      const client = inUse()
      const index = indexes.of(client)
      return { ...index.troubled(), expiring: index.expiring(client.connection.user), index: index.state() }
    },
  }
}
