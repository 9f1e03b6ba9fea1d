import { AppError } from '../../../shared/contract/errors.ts'
import { eloquaReasons } from '../../../shared/words/reasons.ts'
import type { ReadRequest } from '../eloqua-client.ts'

/** The address of a path under the bulk base. Throws `bad-arguments` for what could lead elsewhere. */
export function buildUrl(bulkBase: string, path: string, query: ReadRequest['query'] = {}): URL {
  if (!/^\/[\w/.-]*$/.test(path) || path.includes('..') || path.includes('//')) {
    throw new AppError({ code: 'bad-arguments', message: eloquaReasons.notAPath })
  }
  const url = new URL(bulkBase + path)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url
}
