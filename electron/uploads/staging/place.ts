import type { DefinitionRef } from '../../../shared/eloqua/definition.ts'

/** A definition of one connection: what several uploads may lie at. */
export interface Place {
  readonly connectionId: string
  readonly definition: Pick<DefinitionRef, 'uri'>
}

export function placeKey({ connectionId, definition }: Place): string {
  return `${connectionId} ${definition.uri.toLowerCase()}`
}
