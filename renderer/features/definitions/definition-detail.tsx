import type { Definition } from '../../../shared/eloqua/definition.ts'
import { definitionsWords, describeFamily, KIND_WORDS } from '../../../shared/words/definitions.ts'
import { DefinitionSummary } from '../../entities/definition/definition-summary.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import classes from './definition-detail.module.css'
import { DefinitionHealth } from './definition-health.tsx'
import { FieldsTable } from './fields-table.tsx'
import { RecentSyncs } from './recent-syncs.tsx'
import { toWire } from './to-wire.ts'

export function DefinitionDetail({ definition }: { readonly definition: Definition }) {
  const count = Object.keys(definition.fields).length
  return (
    <div className={classes.detail}>
      <header>
        <h2 className={classes.name}>{definition.name}</h2>
        <p className={classes.kind}>
          {KIND_WORDS[definition.kind]} · {describeFamily(definition)} · <code>{definition.uri}</code>
        </p>
      </header>
      <DefinitionSummary definition={definition} />
      <DefinitionHealth definition={definition} />
      <section aria-label={definitionsWords.fields}>
        <h3 className={classes.heading}>{definitionsWords.fieldsHeading(count)}</h3>
        <FieldsTable definition={definition} />
      </section>
      <RecentSyncs uri={definition.uri} />
      <Facts
        items={[
          [definitionsWords.created, describeChange(definition.createdAt, definition.createdBy)],
          [definitionsWords.changed, describeChange(definition.updatedAt, definition.updatedBy)],
        ]}
      />
      <CodeBlock label={definitionsWords.json} text={JSON.stringify(toWire(definition), null, 2)} />
    </div>
  )
}

function describeChange(at: string | undefined, by: string | undefined) {
  if (!at) return undefined
  return (
    <>
      <TimeText value={at} focusable /> {by ? definitionsWords.by(by) : ''}
    </>
  )
}
