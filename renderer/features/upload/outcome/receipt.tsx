import type { ReactNode } from 'react'
import type { FixFacts } from '../../../../shared/csv/fixes.ts'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { fixList, fixWords } from '../../../../shared/words/fixes.ts'
import { madeFromWords } from '../../../../shared/words/sources.ts'
import { eventWords } from '../../../../shared/words/upload-events.ts'
import { scopeWords } from '../../../../shared/words/upload-outcome.ts'
import { receiptWords } from '../../../../shared/words/upload-page.ts'
import { Facts } from '../../../ui/facts.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { Section } from '../section.tsx'
import classes from './upload-body.module.css'

/** What was sent, and what Bulkdesk did, in order: the receipt on screen. */
export function Receipt({ upload }: { readonly upload: Upload }) {
  return (
    <>
      <Section title={titleOf(upload)}>
        <Facts items={receiptFacts(upload)} />
      </Section>
      <Section title={receiptWords.happened}>
        <ol className={classes.events}>
          {upload.events.map(({ at, event }) => (
            <li key={`${at} ${JSON.stringify(event)}`}>
              <TimeText value={at} /> <span>{eventWords(upload, event)}</span>
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

/** An upload that ended before its first part, or has not begun, has sent nothing. */
function titleOf({ outcome, ledger: { sent, staged = 0, inDoubt = 0 } }: Upload): string {
  if (sent + staged + inDoubt > 0) return receiptWords.sent
  return outcome ? receiptWords.toBeSent : receiptWords.beingSent
}

function receiptFacts(upload: Upload): readonly (readonly [string, ReactNode])[] {
  const { file, definition, scope, parts } = upload
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  return [
    [receiptWords.file, receiptWords.fileOf(file.name, file.size)],
    ...(file.madeFrom ? [[receiptWords.original, madeFromWords(file.madeFrom)] as const] : []),
    ...(file.madeFrom?.fixes ? [[fixList.label, <Fixes key="fixes" fixes={file.madeFrom.fixes} />] as const] : []),
    [receiptWords.hash, <code key="hash">{file.sha256}</code>],
    [receiptWords.definition, receiptWords.definitionOf(definition)],
    [receiptWords.method, receiptWords.methodOf(upload)],
    [receiptWords.rows, scopeWords(scope)],
    [receiptWords.columns, <Columns key="columns" upload={upload} />],
    [receiptWords.parts, receiptWords.partsOf(parts.length, bytes)],
  ]
}

function Fixes({ fixes }: { readonly fixes: readonly FixFacts[] }) {
  return (
    <ul className={classes.fixes}>
      {fixes.map((fact) => (
        <li key={fixWords(fact)}>{fixWords(fact)}</li>
      ))}
    </ul>
  )
}

function Columns({ upload }: { readonly upload: Upload }) {
  return (
    <ul className={classes.columns}>
      {upload.mappingWords.map(({ field, source }) => (
        <li key={field}>{receiptWords.mapped(source, field)}</li>
      ))}
    </ul>
  )
}
