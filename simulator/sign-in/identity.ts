import { type Answer, jsonAnswer } from '../http/answer.ts'
import type { SimulatorUser } from './users.ts'

const SITE_ID = 734_972

function words(user: string): readonly [first: string, last: string] {
  const [first = user, ...rest] = user.split(/[.\s_-]+/).filter(Boolean)
  return [first, rest.join(' ')]
}

function plain(value: unknown): Answer {
  return { ...jsonAnswer(200, value), hasNoRequestId: true }
}

/** `GET /id`: who you are and where your instance lives. Bad credentials are a 200 as well. */
export function identityAnswer(user: SimulatorUser | undefined, origin: string): Answer {
  if (!user) return plain('Not authenticated.')
  const [firstName, lastName] = words(user.user)
  const api = (path: string) => `${origin}/API/${path}`
  return plain({
    site: { id: SITE_ID, name: user.company },
    user: {
      id: 222,
      username: user.user,
      displayName: `${firstName} ${lastName}`.trim(),
      firstName,
      lastName,
      emailAddress: `${user.user.toLowerCase().replace(/[^a-z0-9.]+/g, '.')}@example.com`,
    },
    urls: {
      base: origin,
      apis: {
        soap: {
          standard: api('{version}/Service.svc'),
          dataTransfer: api('{version}/DataTransferService.svc'),
          email: api('{version}/EmailService.svc'),
          externalAction: api('{version}/ExternalActionService.svc'),
        },
        rest: { standard: api('REST/{version}/'), bulk: api('Bulk/{version}/') },
      },
    },
  })
}
