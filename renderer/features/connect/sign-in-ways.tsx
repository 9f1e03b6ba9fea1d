import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { waysWords } from '../../../shared/words/connect-oauth.ts'
import { OAuthForm } from './oauth/oauth-form.tsx'
import classes from './sign-in-form.module.css'
import { SignInForm } from './sign-in-form.tsx'

/** A new connection, by the way the company signs in. */
export function SignInWays({ onDone }: { readonly onDone?: () => void }) {
  const [way, setWay] = useState<'password' | 'oauth'>('password')
  const Form = way === 'oauth' ? OAuthForm : SignInForm
  return (
    <Stack gap="md">
      <Radio.Group
        label={waysWords.question}
        value={way}
        onChange={(next) => setWay(next === 'oauth' ? 'oauth' : 'password')}
      >
        <div className={classes.pair}>
          <Radio value="password" label={waysWords.password} description={waysWords.passwordMeans} />
          <Radio value="oauth" label={waysWords.oauth} description={waysWords.oauthMeans} />
        </div>
      </Radio.Group>
      <Form {...(onDone ? { onDone } : {})} />
    </Stack>
  )
}
