import { useQueries } from '@tanstack/react-query'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { isFinal } from '../../../shared/eloqua/sync.ts'
import { detailWords } from '../../../shared/words/definition-detail.ts'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import classes from './definition-detail.module.css'
import { sparklinePoints } from './sparkline.ts'

const WIDTH = 160
const HEIGHT = 24
/** Each costs two requests to Eloqua. */
const MOST_RUNS = 12

/** Records per run as a small line, and the same as a sentence. */
export function RowsPerRun({ syncs }: { readonly syncs: readonly Sync[] }) {
  const ended = syncs.filter(({ status }) => isFinal(status)).slice(0, MOST_RUNS)
  const figures = useQueries({ queries: ended.map(({ id }) => syncFiguresQuery(id)) })
  const rows = figures.flatMap(({ data }) => (data?.rows === undefined ? [] : [data.rows])).toReversed()
  if (rows.length < 2) return null
  const words = detailWords.rowsPerRun(rows)
  return (
    <p className={classes.runs}>
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label={words}>
        <polyline className={classes.line} points={sparklinePoints(rows, WIDTH, HEIGHT)} />
      </svg>
      <span>{words}</span>
    </p>
  )
}
