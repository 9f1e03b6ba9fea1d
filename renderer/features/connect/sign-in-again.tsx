import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import { connectWords, signInWords } from '../../../shared/words/connect.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { KeepChoice } from './keep-choice.tsx'
import { PasswordField } from './password-field.tsx'
import { keychainQuery } from './queries.ts'
import { RefusalHelp } from './refusal-help.tsx'
import classes from './saved-connections.module.css'
import { SignInFailure } from './sign-in-failure.tsx'
import { placeError } from './sign-in-fields.ts'

interface SignInAgainProps {
  readonly connection: Connection
  readonly onClose: () => void
  readonly onDone: (() => void) | undefined
}

/** The password of a saved connection, given again. As in the sign-in form it stays in its field. */
export function SignInAgain({ connection, onClose, onDone }: SignInAgainProps) {
  const client = useQueryClient()
  const passwordRef = useRef<HTMLInputElement>(null)
  const { data: keychain } = useQuery(keychainQuery())
  const [chosen, setChosen] = useState(connection.kept)
  const [isEmpty, setEmpty] = useState(false)
  const keep = keychain && keychain.state !== 'available' ? 'session' : chosen
  const signIn = useMutation({
    mutationFn: (kept: Connection['kept']) =>
      api.signInAgain({ id: connection.id, password: passwordRef.current?.value ?? '', keep: kept }),
    meta: { shownInPlace: true },
    onSuccess: async () => {
      onClose()
      await client.invalidateQueries(connectionsQuery())
      onDone?.()
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const missing = !passwordRef.current?.value
    setEmpty(missing)
    if (!missing) signIn.mutate(keep)
  }
  const placed = signIn.error ? placeError(signIn.error).password : undefined
  return (
    <form className={classes.panel} onSubmit={onSubmit} noValidate>
      <PasswordField inputRef={passwordRef} error={isEmpty ? signInWords.passwordMissing : placed} />
      {signIn.error?.refusal ? <RefusalHelp facts={signIn.error.refusal} /> : null}
      <KeepChoice keychain={keychain} value={keep} onChange={setChosen} />
      {signIn.error && !placed ? (
        <SignInFailure error={signIn.error} onSessionOnly={() => signIn.mutate('session')} />
      ) : null}
      <div className={classes.buttons}>
        <Button onClick={onClose}>{connectWords.cancel}</Button>
        <Button type="submit" variant="filled" loading={signIn.isPending}>
          {connectWords.signIn}
        </Button>
      </div>
    </form>
  )
}
