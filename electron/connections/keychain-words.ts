import type { KeychainStatus } from '../../shared/contract/connection.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { keychainAdvice, keychainFailure, keychainNames } from '../../shared/words/keychain.ts'

type Trouble = Exclude<KeychainStatus['state'], 'available'>

/** The keychain's state in the words of this platform: what it is called there, and what to do. */
export function describeKeychain(state: KeychainStatus['state'], platform: NodeJS.Platform): KeychainStatus {
  const on = keychainOf(platform)
  const name = keychainNames[on]
  return state === 'available' ? { state, name } : { state, name, advice: keychainAdvice(on, state) }
}

/** The error for a keychain in trouble. Its message says what to do. */
export function keychainError(state: Trouble, platform: NodeJS.Platform, cause?: unknown): AppError {
  return new AppError({ code: `keychain-${state}`, message: keychainFailure(keychainOf(platform), state) }, { cause })
}

function keychainOf(platform: NodeJS.Platform): keyof typeof keychainNames {
  if (platform === 'darwin') return 'mac'
  return platform === 'win32' ? 'windows' : 'linux'
}
