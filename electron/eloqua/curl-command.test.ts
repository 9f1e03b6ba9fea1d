import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curlCommand } from './curl-command.ts'
import { readAsCmd, readAsPowerShell, splitArguments } from './testing/windows-shells.ts'

const request = {
  method: 'POST',
  url: 'https://secure.p03.eloqua.com/api/bulk/2.0/syncs',
  company: 'APITest',
  user: 'API.User',
} as const

const SHELLS = ['/bin/sh', '/bin/bash', '/bin/dash', '/bin/zsh', '/bin/ksh', '/usr/bin/fish'].filter(existsSync)

/** Signs that one shell or another acts on, mixed with any others. */
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...'&|<>^%!$`"\'\\;(){}[]#~*?=, \n\r\t\u001b\u201c\u201d\u2019\u009b'), fc.string()))
  .map((signs) => signs.join(''))
const bodies = fc.record({ syncedInstanceUri: nasty, callbackUrl: nasty }).map((body) => JSON.stringify(body))

describe('curlCommand', () => {
  it('is the request without the password', () => {
    expect(curlCommand({ ...request, body: '{"a":1}' }, 'linux')).toBe(
      `curl --user 'APITest\\API.User:••••' --request POST --header 'Content-Type: application/json' --data '{"a":1}' 'https://secure.p03.eloqua.com/api/bulk/2.0/syncs'`,
    )
    expect(curlCommand({ ...request, body: '{"a":1}' }, 'win32')).toBe(
      'curl.exe --user "APITest\\API.User:••••" --request POST --header "Content-Type: application/json" --data "{""a"":1}" "https://secure.p03.eloqua.com/api/bulk/2.0/syncs"',
    )
  })

  it.each(SHELLS)('means the same to %s, whatever the body is, and shows it nothing else', (shell) => {
    fc.assert(
      fc.property(nasty, bodies, (user, body) => {
        const command = curlCommand({ ...request, user, body }, 'linux')
        expect(command).not.toMatch(/[\p{Cc}\p{Cf}]/u)
        const words = execFileSync(shell, ['-c', `printf '%s\\0' ${command}`])
          .toString()
          .split('\0')
        expect(words).toHaveLength(11)
        expect(JSON.parse(words[8] ?? '')).toEqual(JSON.parse(body))
      }),
      { numRuns: 15 },
    )
  })

  it('stays inside its quotes in cmd.exe and in PowerShell, and means the same there', () => {
    fc.assert(
      fc.property(nasty, nasty, bodies, (path, user, body) => {
        const command = curlCommand({ ...request, user, body, url: `${request.url}/${path}` }, 'win32')
        const asCmd = splitArguments(readAsCmd(command))
        expect(readAsPowerShell(command)).toEqual(asCmd)
        expect(asCmd).toHaveLength(10)
        expect(JSON.parse(asCmd[8] ?? '')).toEqual(JSON.parse(body))
      }),
    )
  })

  it('has nothing to run where somebody else chose the callback', () => {
    const body = JSON.stringify({ syncedInstanceUri: '/contacts/exports/1', callbackUrl: 'https://x/"&calc.exe&"' })
    const command = curlCommand({ ...request, body }, 'win32')
    expect(command).not.toContain('&')
    expect(JSON.parse(splitArguments(readAsCmd(command))[8] ?? '')).toEqual(JSON.parse(body))
  })

  it('names no variable of cmd.exe in a URL, and cURL itself still asks for the same', async () => {
    const asked: string[] = []
    const server = createServer((message, response) => {
      asked.push(message.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const path = '/api/bulk/2.0/contacts/exports?q=%22name=%CD%80%PATH%*%22&x={a,b}[1-3]'
    for (const platform of ['linux', 'win32'] as const) {
      const command = curlCommand({ ...request, method: 'GET', url: origin + path }, platform)
      const words = platform === 'win32' ? splitArguments(readAsCmd(command)) : undefined
      const url = words?.at(-1) ?? command.slice(command.lastIndexOf("'http") + 1, -1)
      await promisify(execFile)('curl', ['--silent', url])
    }
    server.close()
    const meant = '/api/bulk/2.0/contacts/exports?q=%22name=%CD%80%25PATH%25*%22&x=%7Ba,b%7D%5B1-3%5D'
    expect(asked).toEqual([meant, meant])
  })

  it('looks at each sign once, however many backslashes there are', () => {
    const body = `{"a":"${'\\\\'.repeat(60_000)}"}`
    const data = splitArguments(readAsCmd(curlCommand({ ...request, body }, 'win32')))[8] ?? ''
    expect(JSON.parse(data)).toEqual(JSON.parse(body))
  })
})
