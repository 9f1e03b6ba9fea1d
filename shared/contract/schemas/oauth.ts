import { z } from 'zod'
import { handle } from './common.ts'
import { companyEnvironment, keep, label } from './sign-in.ts'

const withoutBlanks = /^[^\s\p{Cc}\p{Cs}]*$/u

/** Eloqua registers https addresses only. */
function isHttpsAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hash, username } = new URL(text)
  return protocol === 'https:' && hash === '' && username === ''
}

/** An app for OAuth as an administrator registered it in Eloqua. */
export const newSignInApp = z.strictObject({
  clientId: z
    .string()
    .trim()
    .min(1, 'Enter the client ID.')
    .max(200, { error: 'This is longer than a client ID can be.', abort: true })
    .regex(/^[\w.-]+$/, 'A client ID has letters, digits and hyphens only.')
    .meta({ examples: ['b01dde5c-0000-4000-8000-5bacb1c0ffee'] }),
  clientSecret: z
    .string()
    .trim()
    .min(1, 'Enter the client secret.')
    .max(1_000, { error: 'This is longer than a client secret can be.', abort: true })
    .regex(withoutBlanks, 'A client secret has no spaces.')
    .meta({ examples: ['secret~1'] }),
  redirectUri: z
    .string()
    .trim()
    .max(2_000, { error: 'This is longer than an address can be.', abort: true })
    .refine(isHttpsAddress, 'Enter the address as it is registered. It begins with https://')
    .meta({ examples: ['https://bulkdesk.example/signed-in'] }),
})

export const oauthRequest = z.strictObject({
  app: z.union([
    z.strictObject({ saved: handle }),
    z.strictObject({ fresh: newSignInApp }),
    z.strictObject({ practice: z.literal(true) }),
  ]),
  way: z.enum(['window', 'browser']),
  /** Absent: the company's name. */
  label: label.optional(),
  environment: companyEnvironment,
  keep,
  /** The saved connection that signs in again or moves over from a password. */
  connectionId: handle.optional(),
})
