import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeProxy } from './node-network.ts'
import { visibleJson, visibleText } from './visible-text.ts'

const SCRIPT = join(import.meta.dirname, 'node-cli.ts')

/** A name that a terminal would obey. */
const ODD = 'x\u001b[31m\u202e\u009b\n'

function start(...words: readonly string[]) {
  return run([SCRIPT, ...words])
}

async function run(args: readonly string[]) {
  const child = spawn(process.execPath, args)
  const [out, error, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ])
  return { code, error, answer: JSON.parse(out) as { error: { code: string; message: string } } }
}

describe.skipIf(process.platform === 'win32')('a command line that cannot start', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-start-'))
    writeFileSync(join(folder, ODD), '')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is one JSON document and one line all the same, with nothing that a terminal obeys', async () => {
    const [noServer, noFolder] = await Promise.all([
      start('syncs', '--login-url=https://evil.example/id'),
      start('syncs', `--user-data-dir=${join(folder, ODD)}`),
    ])
    expect(noServer).toMatchObject({ code: 2, answer: { error: { code: 'bad-arguments' } } })
    expect(noServer.error).toBe(`${noServer.answer.error.message}\n`)
    expect(noFolder).toMatchObject({ code: 2, answer: { error: { message: expect.stringContaining(ODD) } } })
    expect(noFolder.error).toMatch(/x\\u001b\[31m\\u202e\\u009b\\u000a can’t be used as Bulkdesk’s data folder\.\n$/)
  })

  it('is one JSON document as well where Ctrl-C comes while the program loads', async () => {
    const press = `import { registerHooks } from 'node:module'
      const resolve = (name, context, next) => {
        if (name.endsWith('node-start.ts')) process.kill(process.pid, 'SIGINT')
        return next(name, context)
      }
      registerHooks({ resolve })`
    const words = ['syncs', `--user-data-dir=${join(folder, 'data')}`]
    const end = await run(['--import', `data:text/javascript,${encodeURIComponent(press)}`, SCRIPT, ...words])
    expect(end).toMatchObject({ code: 130, answer: { error: { code: 'cancelled' } } })
  })

  it('names a proxy that is none', () => {
    expect(() => takeProxy({ HTTPS_PROXY: 'http://[bad' })).toThrow('names no proxy')
  })
})

describe('text for people', () => {
  it('shows controls and hidden marks as their numbers, and leaves letters of any language', () => {
    expect(visibleText('a\u0007\u200b\u2028\u2066b')).toBe('a\\u0007\\u200b\\u2028\\u2066b')
    expect(visibleText('Größe “x” ſ 名前 👩 …')).toBe('Größe “x” ſ 名前 👩 …')
  })

  it('is the same document as JSON, without a character that a terminal obeys', () => {
    const document = { name: 'a\u009b31m\u202e\u007f\n', list: ['“x”', '名前'] }
    const written = visibleJson(document)
    expect(JSON.parse(written)).toEqual(document)
    expect(written).not.toMatch(/[\u007f-\u009f\u202e]/)
  })
})
