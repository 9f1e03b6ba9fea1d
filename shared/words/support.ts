import type { ReportedEntry, ReportFacts } from '../contract/support-report.ts'
import { formatBytes, formatCounted } from './numbers.ts'

export const SUPPORT_WORDS = {
  heading: 'Support',
  close: 'Close',
  open: 'Save a report for support…',
  title: 'Report for support',
  about:
    'This is the whole report. It holds versions, settings, counts, and the log. It holds no names, no rows, and no passwords.',
  why: 'When something goes wrong, save a report and send it to support. You see the whole report before it is saved.',
  save: 'Save report',
  saved: 'Report saved',
  label: 'Report',
  dialogTitle: 'Save a report for support',
} as const

/** The report as plain text: what the user reads, and what is saved. */
export function reportText(facts: ReportFacts): string {
  const { app, machine, settings, counts, log } = facts
  return [
    'Bulkdesk report for support',
    `Made at ${facts.madeAt}`,
    'Holds no names of people, companies, files or definitions, no rows, and no passwords.',
    section('Versions', {
      Bulkdesk: `${app.version}${app.packaged ? '' : ' (development build)'}`,
      'Runs on': `${app.runtime} ${app.runtimeVersion}`,
      Node: machine.node,
      System: `${app.platform} ${machine.systemRelease}, ${machine.architecture}`,
      Memory: formatBytes(machine.memoryBytes),
      Locale: machine.locale,
      'Signs in at': app.hasOwnLoginUrl ? 'a server given on the command line' : 'Eloqua',
    }),
    section('Settings', {
      Appearance: settings.appearance,
      'Side bar': settings.sideBar,
      'Arranged results': settings.arrangedResults,
    }),
    section('Connections', counts.connections),
    section('Uploads', counts.uploads),
    section('Transfers', counts.transfers),
    `Log: ${formatCounted(log.length, 'entry', 'entries')}, the oldest first`,
    ...log.map(entryText),
    '',
  ].join('\n')
}

function section(title: string, facts: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(facts).map(([name, value]) => `  ${name}: ${value}`)
  return `\n${title}\n${lines.length > 0 ? lines.join('\n') : '  none'}${title === 'Transfers' ? '\n' : ''}`
}

function entryText({ at, level, message, facts, errors }: ReportedEntry): string {
  const named = Object.entries(facts).map(([name, value]) => ` ${name}=${value}`)
  const stacks = errors.flatMap(({ name, code, frames }, index) => [
    `    ${index === 0 ? '' : 'caused by '}${name}${code ? ` (${code})` : ''}`,
    ...frames.map((frame) => `      ${frame}`),
  ])
  return [`  ${at} ${level} ${message}${named.join('')}`, ...stacks].join('\n')
}
