import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { effectOf, type FaultEffect } from '../faults/faults.ts'
import type { Answer } from './answer.ts'

let requestNumber = 0

/** Headers on every recorded answer. No rate-limit headers, no Retry-After, no ETag, no WWW-Authenticate. */
function commonHeaders({ hasNoRequestId }: Answer): Record<string, string> {
  requestNumber = (requestNumber + 1) % 1_000_000
  return {
    'Cache-Control': 'no-store',
    Pragma: 'no-cache',
    Expires: '-1',
    ...(hasNoRequestId ? {} : { 'X-Request-Id': `${randomBytes(16).toString('hex')}/${requestNumber}` }),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'X-XSS-Protection': '1; mode=block',
  }
}

function byteLength(body: Answer['body']): number {
  return (body ?? []).reduce((sum, run) => sum + run.length, 0)
}

async function drip(response: ServerResponse, body: Buffer, bytes: number, everyMs: number): Promise<void> {
  const step = Math.max(1, bytes)
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    response.write(body.subarray(at, at + step))
    await wait(everyMs)
  }
  response.end()
}

function cutOff(response: ServerResponse, part: Buffer): void {
  response.write(part, () => setTimeout(() => response.socket?.resetAndDestroy(), 20))
}

/** Writes an answer, as a scripted fault may have it. A body is handed over run by run, without joining it. */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  effects: readonly FaultEffect[],
  isHead: boolean,
): void {
  if (response.destroyed || response.headersSent) return
  const length = byteLength(answer.body)
  const announced = length + (effectOf(effects, 'wrong-length')?.by ?? 0)
  const headers: Record<string, string> = {
    ...commonHeaders(answer),
    ...(answer.contentType ? { 'Content-Type': answer.contentType } : {}),
    ...(answer.status === 204 ? {} : { 'Content-Length': String(Math.max(0, announced)) }),
    ...answer.headers,
  }
  if (answer.release) response.once('close', answer.release)
  response.writeHead(answer.status, safeReason(answer.reason), headers)
  if (isHead || length === 0) response.end()
  else if (effects.length > 0 && sendFaulty(response, answer, effects, length)) return
  else sendWhole(response, answer)
}

function sendWhole(response: ServerResponse, { body = [] }: Answer): void {
  response.cork()
  for (const run of body) response.write(run)
  response.end()
  response.uncork()
}

/** Sends the body as a fault has it; false when none is about the body. */
function sendFaulty(
  response: ServerResponse,
  answer: Answer,
  effects: readonly FaultEffect[],
  length: number,
): boolean {
  const slow = effectOf(effects, 'drip')
  const cut = effectOf(effects, 'truncate')
  const wrong = effectOf(effects, 'wrong-length')
  if (!slow && !cut && !wrong) return false
  const body = Buffer.concat(answer.body ?? [])
  if (slow) void drip(response, body, slow.bytes, slow.everyMs)
  else if (cut) cutOff(response, body.subarray(0, Math.floor(length * cut.share)))
  else cutOff(response, body.subarray(0, Math.max(0, length + Math.min(0, wrong?.by ?? 0))))
  return true
}

/** A reason phrase is one line of Latin-1. */
function safeReason(reason: string): string {
  return reason.replace(/[^\x20-\x7e]/g, ' ')
}
