import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { WireDefinition } from '../../../shared/eloqua/eloqua.ts'

/** The definition as Eloqua gave it, without what Bulkdesk knows besides. */
export function toWire(definition: Definition): WireDefinition {
  const { kind: _kind, family: _family, id: _id, parentId: _parentId, parentName: _parentName, ...wire } = definition
  return wire
}
