import { PasswordInput } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { signInWords } from '../../../shared/words/connect.ts'

interface PasswordFieldProps {
  /** The only place where the password is: the field is uncontrolled on purpose. */
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly error?: string
}

export function PasswordField({ inputRef, error }: PasswordFieldProps) {
  const [capsLock, setCapsLock] = useState(false)
  const onKey = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <PasswordInput
      ref={inputRef}
      label={signInWords.password}
      autoComplete="off"
      error={error}
      aria-invalid={error ? true : undefined}
      description={capsLock ? signInWords.capsLock : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      visibilityToggleButtonProps={{ 'aria-label': signInWords.showPassword }}
      onKeyDown={onKey}
      onKeyUp={onKey}
      onBlur={() => setCapsLock(false)}
    />
  )
}
