import type { Environment } from '../../../shared/contract/connection.ts'
import classes from './environment-badge.module.css'

const WORDS: Readonly<Record<Environment, string>> = {
  production: 'PRODUCTION',
  sandbox: 'SANDBOX',
  practice: 'PRACTICE',
}

/** Which kind of Eloqua this is, unmistakably: production is solid red. */
export function EnvironmentBadge({ environment }: { readonly environment: Environment }) {
  return (
    <span className={classes.badge} data-environment={environment}>
      {WORDS[environment]}
    </span>
  )
}
