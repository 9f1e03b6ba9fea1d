import type { UpdateRule } from '../../../../shared/eloqua/eloqua.ts'
import { importWords } from '../../../../shared/words/definition-import.ts'
import { describeUpdateRule } from '../../../../shared/words/definition-rules.ts'
import classes from './form.module.css'
import { EXAMPLES, valueAfter } from './update-rule.ts'

/** What a rule does, shown on three values: before, in the file, and afterwards. */
export function UpdateRuleExample({ rule }: { readonly rule: UpdateRule }) {
  const words = importWords.exampleColumns
  if (rule === 'useFieldRule') return <p className={classes.dim}>{describeUpdateRule(rule)}</p>
  return (
    <table className={classes.example} aria-label={importWords.example}>
      <thead>
        <tr>
          <th scope="col">{importWords.example}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.sent}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {EXAMPLES.map(({ field, before, sent }) => {
          const after = valueAfter(rule, before, sent)
          return (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>{before || importWords.blank}</td>
              <td>{sent || importWords.blank}</td>
              <td className={after === before ? undefined : classes.changed}>{after || importWords.blank}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
