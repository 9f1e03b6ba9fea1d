import { type Answer, jsonAnswer, REASONS } from '../http/answer.ts'
import { effectOf, type FaultEffect } from './faults.ts'

type AnswerEffect = Extract<FaultEffect, { kind: 'answer' }>
type PageEffect = Extract<FaultEffect, { kind: 'page' }>

const PORTAL = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Guest network</h1></body></html>'

function scripted({ status, reason = REASONS[status] ?? '', headers, body }: AnswerEffect): Answer {
  const given = headers ? { headers } : {}
  if (body === undefined) return { status, reason, ...given }
  if (typeof body === 'string')
    return { status, reason, contentType: 'text/plain; charset=utf-8', body: [Buffer.from(body)], ...given }
  return { ...jsonAnswer(status, body, reason), ...given }
}

/** The answer that takes the place of the real one, if a fault scripts one. */
export function replacementFor(effects: readonly FaultEffect[]): { answer: Answer; applied: boolean } | undefined {
  const answer = effectOf(effects, 'answer')
  if (answer) return { answer: scripted(answer), applied: answer.applied === true }
  const html = effectOf(effects, 'html')
  if (html) {
    const body = [Buffer.from(html.body ?? PORTAL)]
    return {
      answer: { status: 200, reason: 'OK', contentType: 'text/html; charset=utf-8', body },
      applied: html.applied === true,
    }
  }
  const redirect = effectOf(effects, 'redirect')
  if (!redirect) return undefined
  const status = redirect.status ?? 302
  return { answer: { status, reason: 'Found', headers: { Location: redirect.location } }, applied: false }
}

function setOrRemove(page: Record<string, unknown>, name: string, value: unknown): void {
  if (value === null) delete page[name]
  else if (value !== undefined) page[name] = value
}

/** Makes a paged answer lie as told; other answers stay. */
export function distortPage(answer: Answer, effect: PageEffect | undefined): Answer {
  if (!effect || !answer.contentType?.startsWith('application/json')) return answer
  const page: unknown = JSON.parse(Buffer.concat(answer.body ?? []).toString('utf8'))
  if (typeof page !== 'object' || page === null || !('limit' in page)) return answer
  const lie: Record<string, unknown> = { ...page }
  if (effect.keep !== undefined && Array.isArray(lie.items)) {
    lie.items = lie.items.slice(0, effect.keep)
    lie.count = Array.isArray(lie.items) ? lie.items.length : 0
  }
  if (effect.withoutItems) delete lie.items
  setOrRemove(lie, 'hasMore', effect.hasMore)
  setOrRemove(lie, 'count', effect.count)
  setOrRemove(lie, 'totalResults', effect.totalResults)
  return { ...answer, body: [Buffer.from(JSON.stringify(lie))] }
}

/** The request as a duplicate-page fault has it: another offset than the one asked for. */
export function misdirect(url: string, effect: PageEffect | undefined): string {
  if (effect?.offset === undefined) return url
  const [path = '', search = ''] = url.split(/\?(.*)/s)
  const query = new URLSearchParams(search)
  query.set('offset', String(effect.offset))
  return `${path}?${query}`
}
