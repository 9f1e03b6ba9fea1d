import type { AppInfo } from '../../shared/contract/app-info.ts'
import type { RequestApi } from '../../shared/contract/calls/requests.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { RequestEntry } from '../../shared/contract/request-log.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import { requestWords } from '../../shared/words/requests.ts'
import { curlCommand } from '../eloqua/curl-command.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { RequestWatch } from '../eloqua/http/watched-network.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import { saveText } from '../platform/partial-file.ts'
import { harOf } from './har.ts'
import { createHourlyCounts } from './hourly-counts.ts'
import { createRequestLog } from './request-log.ts'

export interface RequestsOptions {
  readonly info: Pick<AppInfo, 'version'>
  readonly userData: string
  readonly desktop: Desktop
  readonly publish: Publish
  readonly log: Log
}

export interface Requests {
  /** Whoever sends tells it. */
  readonly watch: RequestWatch
  api(clients: Clients): RequestApi
}

const TELL_MS = 250

/** What Bulkdesk sent, for whoever wants to see it. In memory only, but for how many syncs were started this hour. */
export function createRequests({ info, userData, desktop, publish, log }: RequestsOptions): Requests {
  const counts = createHourlyCounts({ userData, log })
  const requests = createRequestLog({
    onChange: atIntervals(() => publish('requests-changed', null)),
    onEnded: ({ connection, started }) => connection && started && counts.note(connection, started),
  })
  return {
    watch: requests.watch,
    api: (clients) => ({
      listRequests: async ({ since }) => requests.changes(since),
      clearRequests: async () => requests.clear(),
      async copyRequestAsCurl({ id }) {
        const entry = requests.find(id)
        if (!entry) throw new AppError({ code: 'not-found', message: bulkdeskReasons.requestGone })
        await desktop.writeClipboard(curlOf(entry))
      },
      async saveRequestsHar({ ids }) {
        const path = await desktop.askSavePath({
          title: requestWords.harTitle,
          defaultName: `bulkdesk-requests-${new Date().toISOString().slice(0, 10)}.har`,
          extension: 'har',
        })
        if (path === undefined) return { saved: false }
        const entries = ids.flatMap((id) => requests.find(id) ?? [])
        await saveText(path, harOf(entries, info.version))
        return { saved: true }
      },
      getHourlyCounts: async () => counts.counts(clients.active().connection),
    }),
  }
}

function curlOf({ method, origin, path, connection }: RequestEntry): string {
  return curlCommand({ method, url: origin + path, ...(connection ?? {}) })
}

/** Calls at most every 250 ms, and once more after the last change. */
function atIntervals(tell: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  return () => {
    if (timer) return
    timer = setTimeout(() => {
      timer = undefined
      tell()
    }, TELL_MS)
    timer.unref()
  }
}
