import { PasswordInput, TextInput } from '@mantine/core'
import type { RefObject } from 'react'
import { oauthWords } from '../../../../shared/words/connect-oauth.ts'
import type { AppErrors, AppFields as Fields } from './oauth-fields.ts'

interface AppFieldsProps {
  readonly fields: Fields
  readonly errors: AppErrors
  readonly onChange: (change: Partial<Fields>) => void
  /** The only place where the client secret is: the field is uncontrolled on purpose. */
  readonly secretRef: RefObject<HTMLInputElement | null>
}

/** What an administrator gave, once per company. */
export function AppFields({ fields, errors, onChange, secretRef }: AppFieldsProps) {
  return (
    <>
      <TextInput
        label={oauthWords.clientId}
        autoComplete="off"
        spellCheck={false}
        value={fields.clientId}
        error={errors.clientId}
        onChange={(event) => onChange({ clientId: event.currentTarget.value })}
      />
      <PasswordInput
        ref={secretRef}
        label={oauthWords.clientSecret}
        autoComplete="off"
        error={errors.clientSecret}
        visibilityToggleButtonProps={{ 'aria-label': oauthWords.showSecret }}
      />
      <TextInput
        label={oauthWords.redirect}
        description={oauthWords.redirectHint}
        autoComplete="off"
        spellCheck={false}
        value={fields.redirectUri}
        error={errors.redirectUri}
        onChange={(event) => onChange({ redirectUri: event.currentTarget.value })}
      />
    </>
  )
}
