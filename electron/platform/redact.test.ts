import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/contract/errors.ts'
import { redact, redactText } from './redact.ts'

const CANARY = 'Zx9-canary-Qw7'
const BASIC = Buffer.from(`Umbrella\\ann:${CANARY}`).toString('base64')

describe('redactText', () => {
  it.each([
    `Authorization: Basic ${BASIC}`,
    `authorization=Bearer ${CANARY}`,
    `sent basic ${BASIC} to the server`,
    `https://ann:${CANARY}@secure.p03.eloqua.com/api`,
    `{"company":"c","password":"${CANARY}"}`,
    `password=${CANARY}&keep=1`,
    `Cookie: ${CANARY}`,
    `token: "${CANARY}"`,
  ])('takes the secret out of %s', (text) => {
    expect(redactText(text)).not.toContain(CANARY)
    expect(redactText(text)).not.toContain(BASIC)
  })

  it('takes e-mail addresses out, of any alphabet', () => {
    for (const address of ['ann.smith+x@example.com', 'åsa@exämple.se', 'a@b.co']) {
      expect(redactText(`row of ${address}, refused`)).toBe('row of [e-mail], refused')
    }
  })

  it('leaves what helps', () => {
    const text = 'GET /api/bulk/2.0/syncs/12 answered 503 after 1,200 ms'
    expect(redactText(text)).toBe(text)
  })
})

describe('redact', () => {
  it('hides values by their names, at any depth it shows', () => {
    const facts = {
      request: { Authorization: CANARY, headers: { cookie: CANARY } },
      user: { passWord: CANARY },
      secrets: [CANARY],
    }
    expect(JSON.stringify(redact(facts))).not.toContain(CANARY)
  })

  it('cleans errors, their causes and their stacks', () => {
    const cause = new Error(`Basic ${BASIC}`)
    const error = new AppError({ code: 'unknown', message: `password: ${CANARY}` }, { cause })
    const text = JSON.stringify(redact({ error }))
    expect(text).toContain('AppError')
    expect(text).not.toContain(CANARY)
    expect(text).not.toContain(BASIC)
  })

  it('makes of any value something JSON can write, of bearable size', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSparseArray: true,
          withNullPrototype: true,
        }),
        (value) => {
          expect(JSON.stringify({ value: redact(value) }).length).toBeLessThan(1_000_000)
        },
      ),
    )
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    expect(JSON.stringify(redact(cyclic))).toContain('[deep]')
    expect(JSON.stringify(redact({ body: Buffer.from(CANARY) }))).not.toContain(CANARY)
  })
})

describe('an error in the log', () => {
  it('names functions, files and lines, but not the folder that may name the user', () => {
    const error = new TypeError('x')
    error.stack =
      'TypeError: first\nsecond line\n    at read (file:///home/ann.smith/app/dist/main.js:12:3)\n    at C:\\Users\\Ann\\app\\main.js:9:1'
    error.stack += '\n    at Grid (app://bundle/assets/grid.js:1:2)\n    at node:internal/process/task_queues:95:5'
    expect(redact(error)).toMatchObject({
      stack: 'at read (main.js:12:3)\nat main.js:9:1\nat Grid (grid.js:1:2)\nat node:internal/process/task_queues:95:5',
    })
  })

  it('does not quote the data that could not be parsed', () => {
    const data = '{"customer": Ann Smith}'
    const [failure] = [data].map((text) => {
      try {
        return JSON.parse(text)
      } catch (error) {
        return redact(error)
      }
    })
    expect(JSON.stringify(failure)).not.toContain('Ann')
    expect(failure).toMatchObject({ name: 'SyntaxError' })
  })

  it('does not name the file that could not be opened', () => {
    const error = Object.assign(new Error("ENOENT: no such file or directory, open '/home/ann/ACME contacts.csv'"), {
      syscall: 'open',
      code: 'ENOENT',
    })
    expect(JSON.stringify(redact(error))).not.toMatch(/ann|ACME/)
    expect(redact(error)).toMatchObject({ code: 'ENOENT' })
  })
})
