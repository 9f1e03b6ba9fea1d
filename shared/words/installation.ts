import type { InstallationCheck, InstallationFinding } from '../contract/installation.ts'
import { formatCounted } from './numbers.ts'

export const installationWords = {
  title: 'This installation',
  means: 'Bulkdesk tries each part that it needs on this computer. Your connections and data are not touched.',
  run: 'Check this installation',
  running: 'Checking…',
  copy: 'Copy results',
  copied: 'Results copied',
  outcomes: {
    ok: 'Works',
    failed: 'Does not work',
    'not-here': 'Not on this runtime',
  } satisfies Record<InstallationFinding['outcome'], string>,
  checks: {
    'data-folder': 'Data folder, for you alone',
    sqlite: 'Database of past uploads',
    keychain: 'Keychain: write, read, remove',
    workers: 'Background threads',
    'shared-memory': 'Memory shared between threads',
    duckdb: 'Sorting and filtering of results',
    window: 'Window: both ways, no code from text',
    'once-only-post': 'One request that is sent once',
    'app-scheme': 'Address of the window',
    'chromium-read': 'Reading over the system’s network',
    'helper-process': 'Helper process',
    notifications: 'Notifications',
  } satisfies Record<InstallationCheck, string>,
  summary(findings: readonly InstallationFinding[]): string {
    const count = (wanted: InstallationFinding['outcome']) =>
      findings.filter(({ outcome }) => outcome === wanted).length
    const [works, fails] = [count('ok'), count('failed')]
    return `${formatCounted(works, 'works', 'work')}, ${formatCounted(fails, 'does not', 'do not')}, ${count('not-here')} not on this runtime.`
  },
  /** One line of the command `--self-test`. */
  line({ check, outcome, detail, ms }: InstallationFinding): string {
    const end = detail ? `: ${detail}` : ''
    return `${installationWords.outcomes[outcome].padEnd(20)} ${installationWords.checks[check]} (${Math.round(ms)} ms)${end}`
  },
}
