import { Button } from '@mantine/core'
import type { AppErrorData, ErrorCode } from '../../../shared/contract/errors.ts'
import { signInWords } from '../../../shared/words/connect.ts'
import { Failure } from '../../entities/failure/failure.tsx'

const KEYCHAIN_CODES: ReadonlySet<ErrorCode> = new Set(['keychain-locked', 'keychain-missing', 'keychain-refused'])

interface SignInFailureProps {
  readonly error: AppErrorData
  readonly onSessionOnly: () => void
}

/** A failure to sign in. A keychain that will not work is no reason to be kept out. */
export function SignInFailure({ error, onSessionOnly }: SignInFailureProps) {
  return (
    <Failure
      error={error}
      context="signing-in"
      inset
      actions={
        KEYCHAIN_CODES.has(error.code) ? <Button onClick={onSessionOnly}>{signInWords.sessionOnly}</Button> : undefined
      }
    />
  )
}
