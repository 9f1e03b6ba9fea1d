import { Button } from '@mantine/core'
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react'
import type { AppError } from '../../shared/errors.ts'
import classes from './failure.module.css'

interface FailureProps {
  readonly error: AppError
  /** Tries again; the button is left out without it. */
  readonly onRetry?: () => void
  readonly retrying?: boolean
}

/** A failure in the place where the content would be: what happened, what it means for the data, what to do. */
export function Failure({ error, onRetry, retrying }: FailureProps) {
  return (
    <section className={classes.failure} role="alert">
      <IconAlertCircle className={classes.icon} size={20} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <h2 className={classes.happened}>{error.message}</h2>
        {onRetry ? (
          <Button leftSection={<IconRefresh size={14} stroke={1.5} />} loading={retrying} onClick={onRetry}>
            Try again
          </Button>
        ) : null}
      </div>
    </section>
  )
}
