import type { RefusalFacts } from '../../../shared/contract/sign-in.ts'
import { refusalWords } from '../../../shared/words/connect-oauth.ts'
import classes from './sign-in-form.module.css'

const SHOWN_AT_FIRST = 3

/** What "Not authenticated." may mean, the likeliest first, and the warning before the try that locks. */
export function RefusalHelp({ facts }: { readonly facts: RefusalFacts }) {
  const causes = refusalWords.causes(facts)
  const warning = refusalWords.warning(facts)
  return (
    <section className={classes.refusal} role="alert" aria-label={refusalWords.title}>
      <p className={classes.lead}>{refusalWords.title}</p>
      {warning ? <p className={classes.warning}>{warning}</p> : null}
      <p>{refusalWords.lead}</p>
      <ol>
        {causes.slice(0, SHOWN_AT_FIRST).map((cause) => (
          <li key={cause}>{cause}</li>
        ))}
      </ol>
      <details className={classes.where}>
        <summary>{refusalWords.more}</summary>
        <ol start={SHOWN_AT_FIRST + 1}>
          {causes.slice(SHOWN_AT_FIRST).map((cause) => (
            <li key={cause}>{cause}</li>
          ))}
        </ol>
      </details>
    </section>
  )
}
