import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OAuthWay } from '../../../../shared/contract/sign-in.ts'
import { keepWords, signInWords } from '../../../../shared/words/connect.ts'
import { oauthWords } from '../../../../shared/words/connect-oauth.ts'
import { EnvironmentChoice } from '../environment-choice.tsx'
import { keychainQuery } from '../queries.ts'
import type { SignInFields } from '../sign-in-fields.ts'
import { AppChoice } from './app-choice.tsx'
import classes from './oauth-form.module.css'
import { OAuthSteps } from './oauth-steps.tsx'
import { useAppFields } from './use-app-fields.ts'
import { useOAuth } from './use-oauth.ts'

/** A new connection by single sign-on: company and user are learnt from Eloqua. */
export function OAuthForm({ onDone }: { readonly onDone?: () => void }) {
  const { data: keychain } = useQuery(keychainQuery())
  const app = useAppFields()
  const [label, setLabel] = useState('')
  const [environment, setEnvironment] = useState<SignInFields['environment']>('production')
  const [keeps, setKeeps] = useState(true)
  const hasKeychain = !keychain || keychain.state === 'available'
  const signIn = useOAuth(
    (way) => ({
      app: app.app(),
      way,
      environment,
      keep: keeps && hasKeychain ? 'keychain' : 'session',
      ...(label.trim() ? { label: label.trim() } : {}),
    }),
    () => {
      app.clear()
      onDone?.()
    },
  )
  const begin = (way: OAuthWay) => app.isComplete() && signIn.begin(way)
  return (
    <Stack gap="md">
      <AppChoice app={app} />
      {hasKeychain ? (
        <Checkbox
          label={oauthWords.inKeychain}
          checked={keeps}
          onChange={(event) => setKeeps(event.currentTarget.checked)}
        />
      ) : (
        <p className={classes.hint}>{keychain && keepWords.noKeychain(keychain)}</p>
      )}
      <TextInput
        label={signInWords.name}
        description={signInWords.nameHint}
        autoComplete="off"
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <EnvironmentChoice value={environment} onChange={setEnvironment} />
      <OAuthSteps signIn={signIn} onBegin={begin} />
    </Stack>
  )
}
