import type { AppInfo, HelpPage } from '../../shared/contract/app-info.ts'
import type { AppApi } from '../../shared/contract/calls/app.ts'
import type { Desktop } from '../platform/desktop.ts'

const DEVELOPER_PAGES = 'https://docs.oracle.com/en/cloud/saas/marketing/eloqua-develop/Developers'

/** Oracle's own pages, by the names the window knows them by: it never gives a url. */
const HELP: Readonly<Record<HelpPage, string>> = {
  'bulk-api': `${DEVELOPER_PAGES}/BulkAPI/Reference/reference.htm`,
  'status-codes': `${DEVELOPER_PAGES}/GettingStarted/APIRequests/eloqua-status-codes.htm`,
  limits: `${DEVELOPER_PAGES}/BulkAPI/Reference/bulk-limits.htm`,
}

export function createAppApi(given: { readonly info: AppInfo; readonly desktop: Desktop }): AppApi {
  return {
    getAppInfo: async () => given.info,
    openHelp: ({ page }) => given.desktop.openExternal(HELP[page]),
    copyText: ({ text }) => given.desktop.writeClipboard(text),
  }
}

/** Which runtime this is: Electron names itself in `process.versions`; else Chromium says so in its user agent. */
export function describeRuntime(userAgent: string): Pick<AppInfo, 'runtime' | 'runtimeVersion'> {
  const { electron } = process.versions
  if (electron) return { runtime: 'electron', runtimeVersion: electron }
  return { runtime: 'chromium', runtimeVersion: /Chrome\/([\d.]+)/.exec(userAgent)?.[1] ?? 'unknown' }
}
