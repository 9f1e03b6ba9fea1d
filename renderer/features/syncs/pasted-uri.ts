import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'

/**
 * The definition uri in what a user pasted: `/contacts/exports/7`, with or without the host and the path before it.
 * Undefined when it is a search and no uri.
 */
export function readPastedUri(text: string): string | undefined {
  const path = text
    .trim()
    .replace(/^https?:\/\/[^/]+/i, '')
    .replace(/^\/?api\/bulk\/2\.0/i, '')
    .replace(/\/(data)?$/i, '')
  return parseDefinitionUri(path.startsWith('/') ? path : `/${path}`)?.uri
}
