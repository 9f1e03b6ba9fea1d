import { Checkbox } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { KeychainStatus, SignInRequest } from '../../../shared/contract/connection.ts'
import { keepWords } from '../../../shared/words/connect.ts'
import classes from './sign-in-form.module.css'

type Keep = SignInRequest['keep']

interface KeepChoiceProps {
  /** Undefined while the keychain is being tried. */
  readonly keychain: KeychainStatus | undefined
  readonly value: Keep
  readonly onChange: (keep: Keep) => void
}

/** Where the password will be, and the truth about this machine's keychain. */
export function KeepChoice({ keychain, value, onChange }: KeepChoiceProps) {
  if (keychain && keychain.state !== 'available') return <NoKeychain keychain={keychain} />
  return (
    <div>
      <Checkbox
        label={keepWords.inKeychain}
        checked={value === 'keychain'}
        onChange={(event) => onChange(event.currentTarget.checked ? 'keychain' : 'session')}
      />
      <details className={classes.where}>
        <summary>{keepWords.howStored}</summary>
        <p>{keepWords.stored(value, keychain?.name)}</p>
      </details>
    </div>
  )
}

function NoKeychain({ keychain }: { readonly keychain: KeychainStatus }) {
  return (
    <div className={classes.note} data-warning>
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
      <span>{keepWords.noKeychain(keychain)}</span>
    </div>
  )
}
