import type { Definition } from './definition.ts'

/**
 * The field that says which record a row is about. Activities have none: Eloqua ignores the one a definition names
 * (ELQ-00123), and several rows may be about one contact. A sync action's only field is its identifier.
 */
export function findIdentifierField(
  target: Pick<Definition, 'kind' | 'family' | 'fields' | 'identifierFieldName'>,
): string | undefined {
  if (target.family === 'activities') return undefined
  if (target.identifierFieldName !== undefined) return target.identifierFieldName
  const fields = Object.keys(target.fields)
  return target.kind === 'syncAction' && fields.length === 1 ? fields[0] : undefined
}
