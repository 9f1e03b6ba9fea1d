import { Button } from '@mantine/core'
import { IconAlertCircle, IconCopy, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AppErrorData, ErrorCode } from '../../../shared/contract/errors.ts'
import type { ValidationFailure } from '../../../shared/eloqua/eloqua.ts'
import { failureWords } from '../../../shared/words/controls.ts'
import type { ErrorContext } from '../../../shared/words/error-context.ts'
import { errorDetails } from '../../../shared/words/error-details.ts'
import { describeError } from '../../../shared/words/errors.ts'
import { announce } from '../../ui/announcer.tsx'
import { runCommand } from '../../window/commands.ts'
import { copyText } from '../../window/copy-text.ts'
import classes from './failure.module.css'
import { ReportButton } from './report-button.tsx'

/** Failures that the password given again may mend. */
const WANTS_SIGN_IN: ReadonlySet<ErrorCode> = new Set([
  'not-signed-in',
  'sign-in-refused',
  'unauthorized',
  'keychain-locked',
  'keychain-missing',
  'keychain-refused',
  'secret-unusable',
])

interface FailureProps {
  readonly error: AppErrorData
  /** What the user was doing: it decides what the failure means for the data. */
  readonly context?: ErrorContext
  /** Tries again; the button is left out without it. */
  readonly onRetry?: () => void
  readonly retrying?: boolean
  /** Other ways on, as buttons. */
  readonly actions?: ReactNode
  /** Without outer margin, inside a form or a panel. */
  readonly inset?: boolean
}

/** A failure in the place where the content would be: what happened, what it means for the data, what to do; details folded. */
export function Failure({ error, context = 'reading', onRetry, retrying, actions, inset }: FailureProps) {
  const words = describeError(error, context)
  // While signing in, the password's field is right there.
  const wantsSignIn = context !== 'signing-in' && WANTS_SIGN_IN.has(error.code)
  return (
    <section className={classes.failure} data-inset={inset || undefined} role="alert">
      <IconAlertCircle className={classes.icon} size={20} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <h2 className={classes.happened}>{words.title}</h2>
        <p>{words.meaning}</p>
        <p>{words.advice}</p>
        <Faults failures={error.failures ?? []} />
        {onRetry || actions || wantsSignIn ? (
          <div className={classes.buttons}>
            {onRetry ? (
              <Button leftSection={<IconRefresh size={14} stroke={1.5} />} loading={retrying} onClick={() => onRetry()}>
                {failureWords.tryAgain}
              </Button>
            ) : null}
            {wantsSignIn ? (
              <Button onClick={() => runCommand('sign-in-again')}>{failureWords.signInAgain}</Button>
            ) : null}
            {actions}
          </div>
        ) : null}
        <Details error={error} />
      </div>
    </section>
  )
}

/** What Eloqua says is wrong, field by field: the one detail that is never folded. */
function Faults({ failures }: { readonly failures: readonly ValidationFailure[] }) {
  if (failures.length === 0) return null
  return (
    <ul className={classes.faults}>
      {failures.map((failure) => (
        <li key={JSON.stringify(failure)}>{[failure.field, failure.constraint].filter(Boolean).join(': ')}</li>
      ))}
    </ul>
  )
}

function Details({ error }: { readonly error: AppErrorData }) {
  const text = errorDetails(error)
  const copy = useMutation({
    mutationFn: () => copyText(text),
    onSuccess: () => announce(failureWords.detailsCopied),
  })
  // Support can only help with what the log says.
  const isUnknown = error.code === 'unknown'
  return (
    <details className={classes.details} open={isUnknown}>
      <summary>{failureWords.details}</summary>
      <pre className={classes.facts}>{text}</pre>
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconCopy size={14} stroke={1.5} />}
        onClick={() => copy.mutate()}
      >
        {failureWords.copyDetails}
      </Button>
      {isUnknown ? <ReportButton quiet /> : null}
    </details>
  )
}
