import { VisuallyHidden } from '@mantine/core'
import { type FilePart, type PartOf, type SentPart, sumOfFile, sumOfSent } from '../../../../shared/uploads/row-sums.ts'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { ledgerWords, partHint, partWords, resultLead } from '../../../../shared/words/upload-page.ts'
import { Figure } from '../../../ui/figure.tsx'
import { Section } from '../section.tsx'
import { FlowBar } from './flow-bar.tsx'
import classes from './ledger-view.module.css'

/** Where the rows went: what Bulkdesk counted, then what Eloqua's log reports, and what the log leaves open. */
export function LedgerView({ upload }: { readonly upload: Upload }) {
  const file = sumOfFile(upload)
  const sent = sumOfSent(upload)
  const inFile = upload.file.madeFrom?.kind === 'fixes' ? ledgerWords.inCopy : ledgerWords.inFile
  return (
    <Section title={ledgerWords.title}>
      <div className={classes.ledger} aria-hidden>
        <FlowBar file={file} sent={sent} />
        <dl className={classes.sum}>
          <Figure label={inFile} value={formatCount(file.rows)} />
          <Parts parts={file.parts} upload={upload} />
        </dl>
        {sent ? (
          <>
            <p className={classes.lead}>{resultLead(upload.ledger, sent.rows)}</p>
            <dl className={classes.sum}>
              <Parts parts={sent.parts} upload={upload} />
            </dl>
          </>
        ) : null}
      </div>
      <VisuallyHidden>
        <table>
          <caption>{ledgerWords.table}</caption>
          <thead>
            <tr>
              <th scope="col">{ledgerWords.where}</th>
              <th scope="col">{ledgerWords.count}</th>
            </tr>
          </thead>
          <Lines title={inFile} rows={file.rows} parts={file.parts} />
          {sent ? <Lines title={resultLead(upload.ledger, sent.rows)} rows={sent.rows} parts={sent.parts} /> : null}
        </table>
      </VisuallyHidden>
    </Section>
  )
}

type AnyPart = PartOf<FilePart | SentPart>

/** Amber where something asks to be looked at. */
const DOUBTFUL: ReadonlySet<FilePart | SentPart> = new Set([
  'held-back',
  'in-doubt',
  'rejected',
  'duplicates',
  'not-reported',
  'unknown',
])

function Parts({ parts, upload }: { readonly parts: readonly AnyPart[]; readonly upload: Upload }) {
  return parts.map(({ kind, rows }) => (
    <div key={kind} className={classes.part} data-kind={kind}>
      <Figure
        label={partWords(kind)}
        value={formatCount(rows)}
        hint={partHint(kind, upload)}
        tone={rows > 0 && DOUBTFUL.has(kind) ? 'amber' : undefined}
      />
    </div>
  ))
}

function Lines({
  title,
  rows,
  parts,
}: {
  readonly title: string
  readonly rows: number
  readonly parts: readonly AnyPart[]
}) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup">{title}</th>
        <td>{formatCount(rows)}</td>
      </tr>
      {parts.map((part) => (
        <tr key={part.kind}>
          <th scope="row">{partWords(part.kind)}</th>
          <td>{formatCount(part.rows)}</td>
        </tr>
      ))}
    </tbody>
  )
}
