import { randomUUID } from 'node:crypto'
import { arch, release, totalmem } from 'node:os'
import type { AppInfo } from '../../shared/contract/app-info.ts'
import type { SupportApi } from '../../shared/contract/calls/support.ts'
import { notNow } from '../../shared/contract/errors.ts'
import type { Api } from '../../shared/contract/ipc.ts'
import type { ReportFacts, SupportReport } from '../../shared/contract/support-report.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import { reportText, SUPPORT_WORDS } from '../../shared/words/support.ts'
import type { Desktop } from '../platform/desktop.ts'
import { readLogLines } from '../platform/log-file.ts'
import type { Log } from '../platform/logger.ts'
import { saveText } from '../platform/partial-file.ts'
import { reportedEntry } from './reported-entry.ts'

const MOST_ENTRIES = 500
const MOST_UPLOADS = 1_000

/** What a report counts, asked for as the window asks for it. */
type Counted = Pick<Api, 'listConnections' | 'listUploads' | 'listTransfers' | 'getWindowSettings'>

export interface SupportOptions {
  readonly info: AppInfo
  readonly userData: string
  readonly desktop: Desktop
  readonly log: Log
  readonly counted: Counted
  readonly now?: () => Date
}

/** Reports for support: made, shown in full, then saved. The last one made is the only one that can be saved. */
export function createSupportApi(options: SupportOptions): SupportApi {
  let last: SupportReport | undefined
  return {
    async makeSupportReport() {
      last = { reportId: randomUUID(), text: reportText(await collectFacts(options)) }
      return last
    },
    async saveSupportReport({ reportId }) {
      if (last?.reportId !== reportId) throw notNow(bulkdeskReasons.newerReport)
      const { text } = last
      const path = await options.desktop.askSavePath({
        title: SUPPORT_WORDS.dialogTitle,
        defaultName: `bulkdesk-report-${(options.now?.() ?? new Date()).toISOString().slice(0, 10)}.txt`,
        extension: 'txt',
      })
      if (path === undefined) return { saved: false }
      await saveText(path, text)
      return { saved: true }
    },
    async noteWindowFault({ name, stack }) {
      options.log.error('a screen of the window failed', { error: Object.assign(new Error(), { name, stack }) })
    },
  }
}

async function collectFacts({ info, userData, counted, now }: SupportOptions): Promise<ReportFacts> {
  const [settings, { connections }, transfers, uploads, lines] = await Promise.all([
    counted.getWindowSettings(),
    counted.listConnections(),
    counted.listTransfers(),
    counted.listUploads({ search: '', offset: 0, limit: MOST_UPLOADS }),
    readLogLines(userData),
  ])
  const { version, platform, runtime, runtimeVersion, packaged, loginUrl } = info
  return {
    madeAt: (now?.() ?? new Date()).toISOString(),
    app: { version, platform, runtime, runtimeVersion, packaged, hasOwnLoginUrl: loginUrl !== undefined },
    machine: {
      node: process.versions.node,
      architecture: arch(),
      systemRelease: release(),
      memoryBytes: totalmem(),
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
    },
    settings: {
      appearance: settings.appearance,
      sideBar: settings.sideBar,
      arrangedResults: Object.keys(settings.columns).length,
    },
    counts: {
      connections: countBy(connections, ({ environment }) => environment),
      uploads: countBy(uploads.items, ({ state }) => state),
      transfers: countBy(transfers, ({ kind, state }) => `${kind} ${state}`),
    },
    log: lines.slice(-MOST_ENTRIES).flatMap((text) => reportedEntry(text) ?? []),
  }
}

function countBy<T>(items: readonly T[], wordOf: (item: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[wordOf(item)] = (counts[wordOf(item)] ?? 0) + 1
  return counts
}
