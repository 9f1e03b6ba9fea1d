import type { RowLedger, Upload } from '../../../shared/upload.ts'
import { Figure, FigureRow } from '../../components/figure.tsx'
import { formatCount } from '../../components/numbers.ts'
import classes from './upload.module.css'

const TERMS: readonly (readonly [keyof RowLedger, string])[] = [
  ['created', 'Created'],
  ['updated', 'Updated'],
  ['acted', 'Acted on'],
  ['rejected', 'Refused'],
  ['duplicates', 'Duplicates'],
]

/** Where the rows went: what we counted, then what Eloqua's log reports, and what the log leaves open. */
export function LedgerView({ upload }: { readonly upload: Upload }) {
  const { ledger } = upload
  const unexplained = ledger.unexplained
  return (
    <>
      <FigureRow>
        <Figure label="Rows in the file" value={formatCount(ledger.inFile)} />
        <Figure label="Held back" value={formatCount(ledger.heldBack)} hint="by the check, not sent" />
        <Figure label="Sent" value={formatCount(ledger.sent)} />
        {TERMS.flatMap(([term, label]) => {
          const value = ledger[term]
          return value === undefined
            ? []
            : [<Figure key={term} label={label} value={formatCount(value)} hint="as reported by Eloqua" />]
        })}
        {unexplained === undefined || unexplained === 0 ? null : (
          <Figure label="Unexplained" value={formatCount(unexplained)} tone="amber" hint="not in Eloqua's log" />
        )}
      </FigureRow>
      {unexplained !== undefined && unexplained < 0 ? (
        <p className={classes.dim}>Eloqua's log counts some rows under more than one code.</p>
      ) : null}
    </>
  )
}
