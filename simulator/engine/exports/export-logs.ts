import type { LogLine } from '../data-engine.ts'
import { logLine, processedLine } from '../imports/import-tally.ts'

/** The lines of a finished export in the recorded order. */
export function exportLogs(
  rows: number,
  kilobytes: number,
  actionLines: readonly LogLine[],
  syncId: number | undefined,
): readonly LogLine[] {
  const converted: LogLine = {
    severity: 'information',
    statusCode: 'ELQ-00106',
    message: `Successfully converted csv file to sqlite, taking ${kilobytes} kb.`,
    count: 0,
  }
  const lines = [logLine('ELQ-00102', rows), logLine('ELQ-00131', 0), converted, ...actionLines]
  return [...lines.slice(0, 3), processedLine(lines, syncId), ...actionLines]
}
