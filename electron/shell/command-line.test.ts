import { describe, expect, it } from 'vitest'
import { isLoopbackUrl, readCommandLine } from './command-line.ts'

const development = { isPackaged: false, folder: '/home/ana' }
const packaged = { isPackaged: true, folder: '/home/ana' }

describe('readCommandLine', () => {
  it.each([
    ['with a space', ['app', '.', '--login-url', 'http://127.0.0.1:8080/id', '--user-data-dir', 'data']],
    ['with an equals sign', ['app', '.', '--login-url=http://127.0.0.1:8080/id', '--user-data-dir=data']],
  ])('reads options %s', (_name, argv) => {
    expect(readCommandLine(argv, development)).toEqual({
      loginUrl: 'http://127.0.0.1:8080/id',
      userDataDir: '/home/ana/data',
      files: [],
    })
  })

  it('takes files by their ending, relative to where it was started', () => {
    const argv = ['app', '--flag.csv', 'a.csv', '/data/B.CSV', 'notes.md', 'c.tsv']
    expect(readCommandLine(argv, packaged)).toEqual({ files: ['/home/ana/a.csv', '/data/B.CSV', '/home/ana/c.tsv'] })
  })

  it('never takes its own name for a file', () => {
    expect(readCommandLine(['/opt/odd.csv'], packaged).files).toEqual([])
  })

  it('ignores options in a packaged build', () => {
    const argv = ['app', '--login-url', 'http://127.0.0.1:1/id', '--user-data-dir', '/tmp/x']
    expect(readCommandLine(argv, packaged)).toEqual({ files: [] })
  })

  it.each([
    'https://login.eloqua.com/id',
    'http://evil.example/id',
    'http://127.0.0.1.evil/id',
    'http://a@127.0.0.1/id',
    'x',
  ])('refuses to sign in at %s', (url) => {
    expect(isLoopbackUrl(url)).toBe(false)
    expect(() => readCommandLine(['app', '--login-url', url], development)).toThrow(RangeError)
  })
})
