import type { SignInRequest } from '../../../shared/contract/connection.ts'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { signInWords } from '../../../shared/words/connect.ts'

/** What is typed, but for the password, which stays in its field and is read once. */
export type SignInFields = Omit<SignInRequest, 'password' | 'keep'>

export type FieldErrors = Partial<Record<keyof SignInFields | 'password', string>>

export const EMPTY_FIELDS: SignInFields = { company: '', user: '', label: '', environment: 'production' }

/** What must be mended before asking Eloqua. */
export function checkFields(fields: SignInFields, password: string): FieldErrors {
  return {
    ...(fields.company.trim() ? {} : { company: signInWords.companyMissing }),
    ...(fields.user.trim() ? {} : { user: signInWords.userMissing }),
    ...(password ? {} : { password: signInWords.passwordMissing }),
  }
}

/** Which field a refusal is about. Eloqua does not say which of the three was wrong, and neither do we. */
export function placeError(error: AppErrorData): FieldErrors {
  if (error.code === 'sign-in-refused' || error.code === 'unauthorized') {
    return { password: signInWords.rejected }
  }
  const known = ['company', 'user', 'label', 'environment', 'password'] as const
  const pairs = (error.failures ?? []).flatMap(({ field, constraint }) =>
    known.filter((name) => name === field).map((name) => [name, constraint ?? signInWords.valueRejected] as const),
  )
  return Object.fromEntries(pairs)
}

/** The request's fields: trimmed, and labelled by the company where no label was given. */
export function toRequestFields(fields: SignInFields): SignInFields {
  const company = fields.company.trim()
  return { ...fields, company, user: fields.user.trim(), label: fields.label.trim() || company }
}
