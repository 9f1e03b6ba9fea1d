import type { Environment } from '../../../shared/contract/connection.ts'
import { ENVIRONMENT_WORDS } from '../../../shared/words/connect.ts'
import classes from './environment-badge.module.css'

/** Which kind of Eloqua this is, unmistakably: production is solid red. */
export function EnvironmentBadge({ environment }: { readonly environment: Environment }) {
  return (
    <span className={classes.badge} data-environment={environment}>
      {ENVIRONMENT_WORDS[environment]}
    </span>
  )
}
