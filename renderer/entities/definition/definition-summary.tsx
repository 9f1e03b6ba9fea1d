import type { Definition } from '../../../shared/eloqua/definition.ts'
import { describeDefinition } from '../../../shared/words/definition-rules.ts'
import classes from './definition-summary.module.css'
import { useEloquaNames } from './use-eloqua-names.ts'

/** What a definition will do, in words. */
export function DefinitionSummary({ definition }: { readonly definition: Definition }) {
  const { headline, sentences } = describeDefinition(definition, useEloquaNames(definition))
  return (
    <div>
      <p className={classes.headline}>{headline}</p>
      <ul className={classes.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}
