import { VisuallyHidden } from '@mantine/core'
import {
  type FilePart,
  type PartOf,
  type RowSum,
  type SentPart,
  sumOfFile,
  sumOfSent,
} from '../../../../shared/uploads/row-sums.ts'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { ledgerWords, partHint, partWords, resultLead } from '../../../../shared/words/upload-page.ts'
import { Figure } from '../../../ui/figure.tsx'
import { Section } from '../section.tsx'
import { FlowBar } from './flow-bar.tsx'
import classes from './ledger-view.module.css'

/** Where the rows of a file went: what Bulkdesk counted, then what Eloqua's log reports, and what the log leaves open. */
export function LedgerView({ upload }: { readonly upload: Upload }) {
  const sent = sumOfSent(upload)
  return (
    <RowSums
      whole={upload.file.madeFrom?.kind === 'fixes' ? ledgerWords.inCopy : ledgerWords.inFile}
      file={sumOfFile(upload)}
      sent={sent}
      lead={sent ? resultLead(upload.ledger, sent.rows) : ''}
      hint={(kind) => partHint(kind, upload)}
    />
  )
}

interface RowSumsProps {
  /** What all rows are: `Rows in the file`. */
  readonly whole: string
  readonly file: RowSum<FilePart>
  /** Absent while no sync has ended. */
  readonly sent: RowSum<SentPart> | undefined
  /** What stands above the result of those that were sent. */
  readonly lead: string
  readonly hint: (kind: FilePart | SentPart) => string | undefined
}

/** Two sums with their parts, drawn and in figures: of one upload, or of several together. */
export function RowSums({ whole, file, sent, lead, hint }: RowSumsProps) {
  return (
    <Section title={ledgerWords.title}>
      <div className={classes.ledger} aria-hidden>
        <FlowBar file={file} sent={sent} />
        <dl className={classes.sum}>
          <Figure label={whole} value={formatCount(file.rows)} />
          <Parts parts={file.parts} hint={hint} />
        </dl>
        {sent ? (
          <>
            <p className={classes.lead}>{lead}</p>
            <dl className={classes.sum}>
              <Parts parts={sent.parts} hint={hint} />
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
          <Lines title={whole} rows={file.rows} parts={file.parts} />
          {sent ? <Lines title={lead} rows={sent.rows} parts={sent.parts} /> : null}
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

function Parts({ parts, hint }: { readonly parts: readonly AnyPart[] } & Pick<RowSumsProps, 'hint'>) {
  return parts.map(({ kind, rows }) => (
    <div key={kind} className={classes.part} data-kind={kind}>
      <Figure
        label={partWords(kind)}
        value={formatCount(rows)}
        hint={hint(kind)}
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
