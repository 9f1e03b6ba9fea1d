import type { Bench } from './bench-entry.ts'
import { curlPages, fetchRun, startExport } from './run-server.ts'

/** Eloqua's largest page, and about what a page of 8 MB holds of these rows. */
const CURL_ROWS = 50_000
const PAGE_ROWS = 20_000
const FAR_ROWS = 400_000

function fetchBench(rows: number, format: 'json' | 'csv'): Bench {
  const isLarge = rows > 1_000_000
  return {
    name: `run-fetch-${format}-${rows / 1_000_000}m`,
    title: `${rows.toLocaleString('en-US')} rows x 12 fetched to files that can be browsed, against curl writing the same pages as ${format.toUpperCase()}`,
    unit: 'ms',
    better: 'less',
    target: 1.5,
    rounds: isLarge ? 3 : 5,
    onlyNamed: isLarge,
    async prepare() {
      const server = await startExport(rows)
      const accept = format === 'json' ? 'application/json' : 'text/csv'
      return {
        ours: () => fetchRun(server, rows, format === 'json'),
        against: () => curlPages(server, rows, CURL_ROWS, accept),
        close: () => server.stop(),
      }
    },
  }
}

const far: Bench = {
  name: 'run-fetch-far',
  title: 'Rows fetched from a server that answers after 400 ms at 40 MB/s a connection, against one page at a time',
  unit: 'ms',
  better: 'less',
  target: 1 / 3,
  rounds: 2,
  async prepare() {
    const server = await startExport(FAR_ROWS, true)
    return {
      ours: () => fetchRun(server, FAR_ROWS, true),
      against: () => curlPages(server, FAR_ROWS, PAGE_ROWS, 'application/json'),
      close: () => server.stop(),
    }
  },
}

export const benches: readonly Bench[] = [
  fetchBench(1_000_000, 'json'),
  fetchBench(1_000_000, 'csv'),
  fetchBench(5_000_000, 'json'),
  fetchBench(5_000_000, 'csv'),
  far,
]
