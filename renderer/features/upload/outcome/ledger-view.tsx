import type { Upload } from '../../../../shared/uploads/upload.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { ledgerWords, resultLead } from '../../../../shared/words/upload-page.ts'
import { Figure } from '../../../ui/figure.tsx'
import { Section } from '../section.tsx'
import { type Sum, sumOfFile, sumOfSent, type Term } from './ledger-sums.ts'
import classes from './ledger-view.module.css'

/** Where the rows went: what Bulkdesk counted, then what Eloqua's log reports, and what the log leaves open. */
export function LedgerView({ upload }: { readonly upload: Upload }) {
  const file = sumOfFile(upload)
  const sent = sumOfSent(upload)
  return (
    <Section title={ledgerWords.title}>
      <div className={classes.ledger}>
        <SumRow sum={file} withTotal />
        {sent ? (
          <>
            <p className={classes.lead}>{resultLead(upload.ledger, sent.of.count)}</p>
            <SumRow sum={sent} />
          </>
        ) : null}
      </div>
    </Section>
  )
}

function SumRow({ sum, withTotal }: { readonly sum: Sum; readonly withTotal?: boolean }) {
  return (
    <dl className={classes.sum} data-with-total={withTotal || undefined}>
      {[...(withTotal ? [sum.of] : []), ...sum.terms, ...(sum.besides ? [sum.besides] : [])].map((term) => (
        <TermFigure key={term.label} term={term} />
      ))}
    </dl>
  )
}

function TermFigure({ term }: { readonly term: Term }) {
  return <Figure label={term.label} value={formatCount(term.count)} hint={term.hint} tone={term.tone} />
}
