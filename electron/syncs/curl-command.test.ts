import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curlCommand } from './curl-command.ts'

const request = {
  method: 'POST',
  url: 'https://secure.p03.eloqua.com/api/bulk/2.0/syncs',
  company: 'APITest',
  user: 'API.User',
} as const

describe('curlCommand', () => {
  it('is the request without the password', () => {
    expect(curlCommand({ ...request, body: '{"a":1}' }, 'linux')).toBe(
      `curl --user 'APITest\\API.User:••••' --request POST --header 'Content-Type: application/json' --data '{"a":1}' 'https://secure.p03.eloqua.com/api/bulk/2.0/syncs'`,
    )
  })

  it('quotes for cmd.exe on Windows', () => {
    expect(curlCommand({ ...request, body: '{"a":"50%"}' }, 'win32')).toContain('--data "{\\"a\\":\\"50"^%"\\"}"')
  })

  it.skipIf(process.platform === 'win32')('means the same to a real shell, whatever the names and the body are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (user, body) => {
        const clean = { ...request, user: user.replaceAll('\0', ''), body: body.replaceAll('\0', '') }
        const words = execFileSync('sh', ['-c', `printf '%s\\0' ${curlCommand(clean, 'linux')}`])
          .toString()
          .split('\0')
        expect(words.slice(1, 3)).toEqual(['--user', `APITest\\${clean.user}:••••`])
        expect(words.slice(7, 9)).toEqual(['--data', clean.body])
      }),
      { numRuns: 40 },
    )
  })
})
