import type { SignInRequest } from '../../../shared/contract/connection.ts'
import type { AppErrorData } from '../../../shared/contract/errors.ts'

/** What is typed, but for the password, which stays in its field and is read once. */
export type SignInFields = Omit<SignInRequest, 'password' | 'keep'>

export type FieldErrors = Partial<Record<keyof SignInFields | 'password', string>>

export const EMPTY_FIELDS: SignInFields = { company: '', user: '', label: '', environment: 'production' }

/** What must be mended before asking Eloqua. */
export function checkFields(fields: SignInFields, password: string): FieldErrors {
  return {
    ...(fields.company.trim() ? {} : { company: 'Enter the company name you use on Eloqua’s own sign-in page.' }),
    ...(fields.user.trim() ? {} : { user: 'Enter your Eloqua user name.' }),
    ...(password ? {} : { password: 'Enter your password.' }),
  }
}

/** Which field a refusal is about. Eloqua does not say which of the three was wrong, and neither do we. */
export function placeError(error: AppErrorData): FieldErrors {
  if (error.code === 'sign-in-refused' || error.code === 'unauthorized') {
    return { password: 'Eloqua did not accept this company, user name and password together. Check all three.' }
  }
  const known = ['company', 'user', 'label', 'environment', 'password'] as const
  const pairs = (error.failures ?? []).flatMap(({ field, constraint }) =>
    known.filter((name) => name === field).map((name) => [name, constraint ?? 'This value is not accepted.'] as const),
  )
  return Object.fromEntries(pairs)
}

/** The request's fields: trimmed, and labelled by the company where no label was given. */
export function toRequestFields(fields: SignInFields): SignInFields {
  const company = fields.company.trim()
  return { ...fields, company, user: fields.user.trim(), label: fields.label.trim() || company }
}
