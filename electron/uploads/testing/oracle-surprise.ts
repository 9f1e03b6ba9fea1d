import type { Simulator } from '../../../simulator/simulator.ts'
import { mortalClient } from './oracle-process.ts'

/** Somebody changes a definition under an upload: its private copy is deleted, or its target begins to sync by itself. */
export function changeDefinition(
  simulator: Simulator,
  what: 'delete-copy' | 'switch-auto',
  { targetUri, uploadId }: { readonly targetUri: string | undefined; readonly uploadId: string },
): void {
  const tag = `Bulkdesk ${uploadId.slice(0, 8)} `
  const definition = simulator.control
    .definitions()
    .find(({ uri, properties }) =>
      what === 'switch-auto' ? uri === targetUri : String(properties.name).startsWith(tag),
    )
  if (!definition) return
  const { client } = mortalClient(simulator.origin)
  const body = { ...definition.properties, isSyncTriggeredOnImport: true }
  const done =
    what === 'switch-auto'
      ? client.read({ method: 'PUT', path: definition.uri, body })
      : client.read({ method: 'DELETE', path: definition.uri })
  void done.catch(() => {})
}
