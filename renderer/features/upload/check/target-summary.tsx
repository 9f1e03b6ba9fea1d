import { Button } from '@mantine/core'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { describeDefinition } from '../../../../shared/words/definition-rules.ts'
import { describeFamily, KIND_WORDS } from '../../../../shared/words/definitions.ts'
import { checkScreen } from '../../../../shared/words/upload-check.ts'
import classes from './target.module.css'

interface TargetSummaryProps {
  readonly definition: Definition
  readonly onChange: () => void
}

/** Where the rows will go and under which rules, in words. */
export function TargetSummary({ definition, onChange }: TargetSummaryProps) {
  const { headline, sentences } = describeDefinition(definition)
  return (
    <div className={classes.target}>
      <div className={classes.head}>
        <strong className={classes.name}>{definition.name}</strong>
        <span className={classes.dim}>
          {KIND_WORDS[definition.kind]} · {describeFamily(definition)} · <code>{definition.uri}</code>
        </span>
        <Button size="xs" onClick={onChange}>
          {checkScreen.change}
        </Button>
      </div>
      <p>
        {headline}. <span className={classes.dim}>{sentences.join(' ')}</span>
      </p>
    </div>
  )
}
