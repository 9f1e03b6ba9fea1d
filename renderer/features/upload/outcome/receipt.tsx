import type { ReactNode } from 'react'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { formatBytes, formatCounted } from '../../../../shared/words/numbers.ts'
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
          {upload.events.map((event) => (
            <li key={`${event.at} ${event.text}`}>
              <TimeText value={event.at} /> <span>{event.text}</span>
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
    ['Way', way === 'straight' ? 'straight to the definition' : `through a private copy, deleted afterwards${copies}`],
    ['Rows chosen', scope === 'first-50' ? 'a trial of the first 50 good rows' : 'all good rows'],
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
