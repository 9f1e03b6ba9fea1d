import { Button, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { SignInRequest } from '../../../shared/contract/connection.ts'
import { connectWords, signInWords } from '../../../shared/words/connect.ts'
import { companyHelpWords, refusalWords } from '../../../shared/words/connect-oauth.ts'
import { EnvironmentChoice } from './environment-choice.tsx'
import { KeepChoice } from './keep-choice.tsx'
import { PasswordField } from './password-field.tsx'
import { keychainQuery } from './queries.ts'
import { RefusalHelp } from './refusal-help.tsx'
import { SignInFailure } from './sign-in-failure.tsx'
import { EMPTY_FIELDS, type SignInFields } from './sign-in-fields.ts'
import classes from './sign-in-form.module.css'
import { useSignIn } from './use-sign-in.ts'

export function SignInForm({ onDone }: { readonly onDone?: () => void }) {
  const passwordRef = useRef<HTMLInputElement>(null)
  const { data: keychain } = useQuery(keychainQuery())
  const [fields, setFields] = useState<SignInFields>(EMPTY_FIELDS)
  const [chosen, setChosen] = useState<SignInRequest['keep']>('keychain')
  const signIn = useSignIn(passwordRef, onDone)
  const keep = keychain && keychain.state !== 'available' ? 'session' : chosen
  const set = (change: Partial<SignInFields>) => setFields((before) => ({ ...before, ...change }))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    signIn.submit({ fields, keep })
  }
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <div className={classes.pair}>
          <TextInput
            label={signInWords.company}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={fields.company}
            error={signIn.fieldErrors.company}
            onChange={(event) => set({ company: event.currentTarget.value })}
          />
          <TextInput
            label={signInWords.user}
            autoComplete="off"
            spellCheck={false}
            value={fields.user}
            error={signIn.fieldErrors.user}
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
        </div>
        <details className={classes.where}>
          <summary>{companyHelpWords.question}</summary>
          <p>{companyHelpWords.answer}</p>
        </details>
        <PasswordField inputRef={passwordRef} error={signIn.fieldErrors.password} />
        {signIn.refusal ? <RefusalHelp facts={signIn.refusal} /> : null}
        <KeepChoice keychain={keychain} value={keep} onChange={setChosen} />
        <TextInput
          label={signInWords.name}
          description={signInWords.nameHint}
          autoComplete="off"
          placeholder={fields.company.trim()}
          value={fields.label}
          error={signIn.fieldErrors.label}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
        <EnvironmentChoice value={fields.environment} onChange={(environment) => set({ environment })} />
        {signIn.failure ? (
          <SignInFailure error={signIn.failure} onSessionOnly={() => signIn.submit({ fields, keep: 'session' })} />
        ) : null}
        <Button type="submit" size="md" variant="filled" loading={signIn.isPending} className={classes.submit}>
          {signIn.refusal && refusalWords.warning(signIn.refusal) ? refusalWords.tryAnyway : connectWords.signIn}
        </Button>
      </Stack>
    </form>
  )
}
