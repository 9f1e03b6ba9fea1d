import { Checkbox } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { KeychainStatus, SignInRequest } from '../../../shared/contract/connection.ts'
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
        label="Keep the password in this computer’s keychain"
        checked={value === 'keychain'}
        onChange={(event) => onChange(event.currentTarget.checked ? 'keychain' : 'session')}
      />
      <details className={classes.where}>
        <summary>Where is my password kept?</summary>
        <p>
          {value === 'keychain'
            ? `In ${keychain?.name ?? 'the system’s keychain'}, which protects it with your computer sign-in. Bulkdesk writes it to no file and no log, and never shows it again.`
            : 'Only in memory, until you sign out or quit Bulkdesk. You will be asked for it the next time.'}
        </p>
      </details>
    </div>
  )
}

const STATES: Readonly<Record<Exclude<KeychainStatus['state'], 'available'>, string>> = {
  locked: 'is locked',
  missing: 'is not available on this computer',
  refused: 'refused Bulkdesk',
}

function NoKeychain({ keychain }: { readonly keychain: KeychainStatus }) {
  const state = keychain.state === 'available' ? '' : STATES[keychain.state]
  return (
    <div className={classes.note} data-warning>
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
      <span>
        {keychain.name} {state}, so the password will be kept in memory only, until you quit Bulkdesk. {keychain.advice}
      </span>
    </div>
  )
}
