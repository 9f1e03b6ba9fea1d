import type { ValidationFailure } from '../../shared/eloqua/eloqua.ts'
import type { PageBytes } from '../engine/data-engine.ts'

/** What goes back to the client. Bodies are lists of byte runs, so that a data page is wrapped without being copied. */
export interface Answer {
  readonly status: number
  readonly reason: string
  readonly headers?: Readonly<Record<string, string>>
  readonly contentType?: string
  /** Discovery's answers carry no `X-Request-Id`. */
  readonly hasNoRequestId?: boolean
  readonly body?: readonly Uint8Array[]
  /** Called once the body is with the operating system. */
  readonly release?: () => void
}

export const JSON_TYPE = 'application/json; charset=utf-8'

export const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'The requested resource was not found.',
  405: 'Method Not Allowed',
  409: 'There was a conflict.',
  410: 'The requested resource is no longer available.',
  412: 'The resource you are attempting to delete has dependencies, and cannot be deleted',
  413: 'Storage space exceeded.',
  429: 'Too Many Requests',
  500: 'The service has encountered an error.',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

export const VALIDATION_REASON = 'There was a validation error.'
export const PARSING_REASON = 'There was a parsing error.'
export const SERIALIZATION_REASON = 'There was a serialization error.'
export const REFERENCE_REASON = 'There was a missing reference.'

export function jsonAnswer(status: number, value: unknown, reason = REASONS[status] ?? ''): Answer {
  return { status, reason, contentType: JSON_TYPE, body: [Buffer.from(JSON.stringify(value), 'utf8')] }
}

export function bytesAnswer(contentType: string, { runs, release }: PageBytes): Answer {
  return { status: 200, reason: 'OK', contentType, body: runs, ...(release ? { release } : {}) }
}

/** 204 answers have no body and no Content-Type, as recorded. */
export const NO_CONTENT: Answer = { status: 204, reason: 'No Content' }

/** Thrown by a handler to answer with an error; its body is the sentence as a JSON string. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly answer: Answer

  constructor(answer: Answer) {
    super(answer.reason)
    this.answer = answer
  }
}

/** An error answer without `failures`: the reason phrase, repeated in the body as a JSON string. */
export function refusal(status: number, reason = REASONS[status] ?? ''): Refusal {
  const text = status === 401 ? 'Not authenticated.' : reason
  return new Refusal(jsonAnswer(status, text, reason))
}

/** A 400 with `failures`, each `{field, value, constraint}` with what is unknown left out. */
export function invalid(failures: readonly ValidationFailure[], reason = VALIDATION_REASON): Refusal {
  const ordered = failures.map(({ field, value, constraint }) => ({
    ...(field === undefined ? {} : { field }),
    ...(value === undefined ? {} : { value }),
    ...(constraint === undefined ? {} : { constraint }),
  }))
  return new Refusal(jsonAnswer(400, { failures: ordered }, reason))
}
