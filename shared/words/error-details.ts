import type { AppErrorData } from '../contract/errors.ts'

/** What support asks for, one fact a line. AppErrorData holds no secret and no row data, so it may be copied as it is. */
export function errorDetails(error: AppErrorData): string {
  const failures = error.failures?.map(
    ({ field, constraint, value }) => `failure: ${[field, constraint, value].filter(Boolean).join(' · ')}`,
  )
  const facts = [
    `message: ${error.message}`,
    `code: ${error.code}`,
    error.status === undefined ? undefined : `status: ${error.status}`,
    error.requestId && `request id: ${error.requestId}`,
    error.retryAfterSeconds === undefined ? undefined : `retry after: ${error.retryAfterSeconds} s`,
    error.fate && `request: ${error.fate}`,
    error.detail && `answer: ${error.detail}`,
    ...(failures ?? []),
  ]
  return facts.filter(Boolean).join('\n')
}
