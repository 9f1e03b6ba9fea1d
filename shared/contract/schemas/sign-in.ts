import { z } from 'zod'

const withoutControls = /^[^\p{Cc}\p{Cs}]*$/u

export const label = z
  .string()
  .trim()
  .min(1, 'Give the connection a name.')
  .max(200, 'Give it a name of at most 200 characters.')
  .regex(withoutControls, 'A name is one line of text.')
  .meta({ examples: ['Production'] })

/** Basic authentication sends `company\user:password`: a colon or backslash in a name would move the borders. */
const signInName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(200, 'This is longer than a name can be.')
  .regex(withoutControls, 'A name is one line of text.')
  .regex(/^[^\\:]*$/, 'Leave out the colon or backslash: company and user name have a field each.')
  .meta({ examples: ['Åsa.Öberg'] })

export const password = z
  .string()
  .min(1, 'Enter the password.')
  .max(2_000, 'This is longer than a password can be.')
  .meta({ examples: ['pass:word\\ '] })

/** What a user can sign in to. The practice instance needs no sign-in. */
export const companyEnvironment = z.enum(['production', 'sandbox'])

/** Where the password stays: in the system keychain, or only in memory until Bulkdesk quits. */
export const keep = z.enum(['keychain', 'session'])

export const signInRequest = z.strictObject({
  /** Eloqua's company (site) name. */
  company: signInName,
  user: signInName,
  password,
  label,
  environment: companyEnvironment,
  keep,
})
