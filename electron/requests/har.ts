import type { RequestEntry } from '../../shared/contract/request-log.ts'

/**
 * Requests as a HAR 1.2 file (http://www.softwareishard.com/blog/har-12-spec/), for browsers' developer tools. Headers,
 * cookies and bodies are not known to the list of requests, so the file has none; what HAR has no place for is in
 * fields that begin with `_`, as HAR asks.
 */
export function harOf(entries: readonly RequestEntry[], version: string): string {
  const log = {
    version: '1.2',
    creator: { name: 'Bulkdesk', version },
    entries: entries.map(harEntry),
  }
  return `${JSON.stringify({ log }, null, 2)}\n`
}

/** HAR's word for a size that is not known. */
const UNKNOWN = -1
const HTTP = 'HTTP/1.1'

function harEntry(entry: RequestEntry): object {
  const { startedAt, method, origin, path, status = 0, milliseconds = 0, bytesOut, bytesIn = 0 } = entry
  const none = { httpVersion: HTTP, cookies: [], headers: [], headersSize: UNKNOWN }
  return {
    startedDateTime: startedAt,
    time: milliseconds,
    request: { method, url: origin + path, ...none, queryString: queryOf(path), bodySize: bytesOut },
    response: {
      status,
      statusText: '',
      ...none,
      content: { size: bytesIn, mimeType: '' },
      redirectURL: '',
      bodySize: bytesIn,
    },
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    _feature: entry.feature,
    _attempt: entry.attempt,
    ...(entry.failure ? { _error: entry.failure } : {}),
  }
}

function queryOf(path: string): readonly object[] {
  const query = path.split('?')[1]
  if (query === undefined) return []
  return query.split('&').map((part) => {
    const [name = '', value = ''] = part.split('=')
    return { name, value: value.replace('%20', ' ') }
  })
}
