import type { ReactNode } from 'react'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { formatBytes, formatCounted } from '../../../../shared/words/numbers.ts'
import { eventWords } from '../../../../shared/words/upload-events.ts'
import { scopeWords } from '../../../../shared/words/upload-outcome.ts'
import { Facts } from '../../../ui/facts.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { Section } from '../section.tsx'
import classes from './upload-body.module.css'

/** What was sent, and what Bulkdesk did, in order: the receipt on screen. */
export function Receipt({ upload }: { readonly upload: Upload }) {
  return (
    <>
      <Section title="What was sent">
        <Facts items={receiptFacts(upload)} />
      </Section>
      <Section title="What happened">
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

function receiptFacts(upload: Upload): readonly (readonly [string, ReactNode])[] {
  const { file, definition, way, scope, parts, generation } = upload
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
  const copies = generation > 1 ? `, ${formatCounted(generation, 'copy', 'copies')} in all` : ''
  return [
    ['File', `${file.name}, ${formatBytes(file.size)}`],
    ['SHA-256', <code key="hash">{file.sha256}</code>],
    ['Definition', `${definition.name} (${definition.uri})`],
    ['Method', way === 'straight' ? 'Staged in definition' : `Temporary copy${copies}`],
    ['Rows', scopeWords(scope)],
    ['Columns', <Columns key="columns" upload={upload} />],
    ['Parts', `${formatCounted(parts.length, 'part')}, ${formatBytes(bytes)}`],
  ]
}

function Columns({ upload }: { readonly upload: Upload }) {
  return (
    <ul className={classes.columns}>
      {upload.mappingWords.map(({ field, source }) => (
        <li key={field}>
          {source} → {field}
        </li>
      ))}
    </ul>
  )
}
