import type { DataEngine, ExportData } from './engine/data-engine.ts'

const ITEMS: Record<string, readonly { name: string; uri: string }[]> = {
  customObjects: [{ name: 'Purchases', uri: '/customObjects/9' }],
  events: [{ name: 'Webinar', uri: '/events/4' }],
  'imports/priorities': [{ name: 'Normal', uri: '/imports/priorities/1' }],
}

function rowsOf(count: number, names: readonly string[]): ExportData {
  const row = (index: number) => Object.fromEntries(names.map((name) => [name, `${name} ${index + 1}`]))
  const page = (offset: number, limit: number) =>
    Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, index) => row(offset + index))
  return {
    rowCount: count,
    json: (offset, limit) =>
      Buffer.from(
        page(offset, limit)
          .map((one) => JSON.stringify(one))
          .join(','),
      ),
    csv: (offset, limit) =>
      Buffer.from([names.join(','), ...page(offset, limit).map((one) => Object.values(one).join(','))].join('\r\n')),
    drop() {},
  }
}

/** Keeps the HTTP side running until the data side is there. */
export function createStandInEngine(): DataEngine {
  return {
    catalogue: (resource) => ITEMS[resource] ?? [],
    activityFields: () => [],
    validate: () => [],
    runImport: async ({ uploads }) => {
      const rows = uploads.reduce((sum, { rowCount }) => sum + rowCount, 0)
      return {
        logs: [
          {
            severity: 'information',
            statusCode: 'ELQ-00130',
            message: 'Total records staged for import.',
            count: rows,
          },
          { severity: 'information', statusCode: 'ELQ-00001', message: 'Total records processed.', count: rows },
        ],
        rejects: [],
      }
    },
    runSyncAction: async ({ uploads }) => ({
      logs: [
        {
          severity: 'information',
          statusCode: 'ELQ-00001',
          message: 'Total records processed.',
          count: uploads.length,
        },
      ],
      rejects: [],
    }),
    runExport: async ({ definition }) => ({
      logs: [
        {
          severity: 'information',
          statusCode: 'ELQ-00102',
          message: 'Successfully exported members to csv file.',
          count: 2500,
        },
      ],
      rejects: [],
      data: rowsOf(2500, Object.keys(definition.fields)),
    }),
    close() {},
  }
}
