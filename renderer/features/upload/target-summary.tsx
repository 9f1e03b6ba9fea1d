import { Button } from '@mantine/core'
import { type Definition, FAMILY_WORDS, KIND_WORDS } from '../../../shared/definition.ts'
import { describeDefinition } from '../../../shared/definition-words.ts'
import classes from './upload.module.css'

/** Where the rows will go and under which rules, in words. */
export function TargetSummary({
  definition,
  onChange,
}: {
  readonly definition: Definition
  readonly onChange: () => void
}) {
  const words = describeDefinition(definition)
  const parent = definition.parentName ? ` “${definition.parentName}”` : ''
  return (
    <div className={classes.target}>
      <div className={classes.targetHead}>
        <strong>{definition.name}</strong>
        <span className={classes.dim}>
          {KIND_WORDS[definition.kind]} · {FAMILY_WORDS[definition.family]}
          {parent} · <code>{definition.uri}</code>
        </span>
        <Button onClick={onChange}>Change target</Button>
      </div>
      <p>{words.headline}.</p>
      <ul className={classes.rules}>
        {words.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}
