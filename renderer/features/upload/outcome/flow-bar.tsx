import type { FilePart, RowSum, SentPart } from '../../../../shared/uploads/row-sums.ts'
import classes from './flow-bar.module.css'
import { type Segment, segmentsOf } from './flow-segments.ts'

interface FlowBarProps {
  readonly file: RowSum<FilePart>
  /** Absent while no sync has ended. */
  readonly sent?: RowSum<SentPart>
}

const WIDE = 1_000
const BAR = 16
const GAP = 20
/** The narrowest part, of WIDE. */
const LEAST = 6

/** The file as a bar, and below it what became of what was sent. For the eye only: the table beside it is read aloud. */
export function FlowBar({ file, sent }: FlowBarProps) {
  if (file.rows === 0) return null
  const above = segmentsOf(file.parts, WIDE, LEAST)
  const from = above.find(({ kind }) => kind === 'sent')
  const hasBelow = sent !== undefined && from !== undefined
  const height = hasBelow ? 2 * BAR + GAP : BAR
  return (
    <svg
      className={classes.flow}
      viewBox={`0 0 ${WIDE} ${height}`}
      style={{ height }}
      preserveAspectRatio="none"
      aria-hidden
    >
      <Bar segments={above} y={0} />
      {hasBelow ? (
        <>
          <path className={classes.stream} d={streamOf(from)} />
          <Bar segments={segmentsOf(sent.parts, WIDE, LEAST)} y={BAR + GAP} />
        </>
      ) : null}
    </svg>
  )
}

function Bar({ segments, y }: { readonly segments: readonly Segment<FilePart | SentPart>[]; readonly y: number }) {
  return segments.map(({ kind, x, width }) => (
    <rect key={kind} data-kind={kind} className={classes.part} x={x} y={y} width={width} height={BAR} />
  ))
}

/** From the rows that were sent to the whole width of what became of them. */
function streamOf({ x, width }: Segment<FilePart>): string {
  const [top, middle, bottom] = [BAR, BAR + GAP / 2, BAR + GAP]
  const right = x + width
  const down = ['C', x, middle, 0, middle, 0, bottom]
  const up = ['C', WIDE, middle, right, middle, right, top]
  return ['M', x, top, ...down, 'H', WIDE, ...up, 'Z'].join(' ')
}
