import type { RequestEntry } from '../../../shared/contract/request-log.ts'
import { formatBytes } from '../../../shared/words/numbers.ts'
import { FEATURE_WORDS, requestWords as words } from '../../../shared/words/requests.ts'
import type { Column } from '../../ui/data-table.tsx'
import { hasFailed } from './filter-requests.ts'
import classes from './requests-screen.module.css'

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})

/** Most requests go below this path, which would fill the column. The details show the whole address. */
const BULK_BASE = /^\/api\/bulk\/2\.0(?=\/)/i

/** To the thousandth of a second, as the order of requests is read from the time. */
export function RequestTime({ at }: { readonly at: string }) {
  return <time dateTime={at}>{CLOCK.format(new Date(at))}</time>
}

export const REQUEST_COLUMNS: readonly Column<RequestEntry>[] = [
  {
    key: 'at',
    title: words.columns.at,
    width: 116,
    render: ({ startedAt }) => <RequestTime at={startedAt} />,
  },
  {
    key: 'method',
    title: words.columns.method,
    width: 68,
    render: ({ method }) => (
      <span className={classes.method} data-writes={method === 'GET' ? undefined : true}>
        {method}
      </span>
    ),
  },
  {
    key: 'path',
    title: words.columns.path,
    render: ({ path }) => (
      <span className={classes.path} title={path}>
        {path.replace(BULK_BASE, '')}
      </span>
    ),
  },
  { key: 'status', title: words.columns.status, width: 124, render: (entry) => <RequestStatus entry={entry} /> },
  { key: 'feature', title: words.columns.feature, width: 90, render: ({ feature }) => FEATURE_WORDS[feature] },
  {
    key: 'took',
    title: words.columns.took,
    width: 74,
    align: 'end',
    render: ({ milliseconds }) => (milliseconds === undefined ? '' : words.took(milliseconds)),
  },
  { key: 'out', title: words.columns.out, width: 84, align: 'end', render: ({ bytesOut }) => sizeOf(bytesOut) },
  { key: 'in', title: words.columns.in, width: 96, align: 'end', render: ({ bytesIn }) => sizeOf(bytesIn) },
]

/** What is left of the columns beside the details, which show the others. */
export const FEW_REQUEST_COLUMNS = REQUEST_COLUMNS.filter(({ key }) => ['at', 'method', 'path', 'status'].includes(key))

export function RequestStatus({ entry }: { readonly entry: RequestEntry }) {
  const isRunning = entry.status === undefined && entry.failure === undefined
  const state = isRunning ? 'running' : hasFailed(entry) ? 'failed' : 'good'
  return (
    <span className={classes.status} data-state={state}>
      {words.statusOf(entry)}
    </span>
  )
}

/** Nothing was sent, or nothing came: an empty cell is read faster than a column of zeros. */
function sizeOf(bytes: number | undefined): string {
  return bytes ? formatBytes(bytes) : ''
}
