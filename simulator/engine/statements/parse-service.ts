import { CLOUD_CONNECTOR_ID, SERVICE_INSTANCES, type ServiceInstance } from '../records/marketing-assets.ts'
import { parseStatement } from './parse-statement.ts'

/** An app service step named by a statement, and the execution of it, if any. */
export interface ServiceReference {
  readonly kind: ServiceInstance['kind'] | 'CloudConnectorStatus'
  /** The key under which members wait. */
  readonly service: string
  readonly execution?: number
}

/**
 * Reads `{{ActionInstance(<guid>).Execution[<n>]}}` and its kin; the guid with or without dashes, in any case.
 * Undefined when it names no instance known within a workflow.
 */
export function parseServiceStatement(statement: string): ServiceReference | undefined {
  const [instance, execution, ...rest] = parseStatement(statement) ?? []
  if (!instance?.argument || rest.length > 0) return undefined
  if (execution && (execution.name !== 'Execution' || execution.id === undefined)) return undefined
  const suffix = execution?.id === undefined ? {} : { execution: execution.id }
  if (instance.name === 'CloudConnectorStatus') {
    if (instance.argument !== String(CLOUD_CONNECTOR_ID)) return undefined
    return { kind: 'CloudConnectorStatus', service: `connector-${instance.argument}`, ...suffix }
  }
  const guid = instance.argument.replaceAll('-', '').toLowerCase()
  const known = SERVICE_INSTANCES.find((service) => service.kind === instance.name && service.guid === guid)
  return known && { kind: known.kind, service: guid, ...suffix }
}
