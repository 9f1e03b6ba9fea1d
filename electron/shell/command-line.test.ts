import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
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
      userDataDir: resolve('/home/ana', 'data'),
      files: [],
    })
  })

  it.each([
    ['from source', development],
    ['in a package', packaged],
  ])('takes a self-test %s, and where its findings go', (_name, given) => {
    const [here, there] = [resolve('/home/ana', 'bulkdesk-self-test.json'), resolve('/home/ana', 'found.json')]
    expect(readCommandLine(['app', '--self-test'], given)).toEqual({ files: [], selfTest: { report: here } })
    const named = ['app', '--self-test', '--self-test-report=found.json']
    expect(readCommandLine(named, given)).toEqual({ files: [], selfTest: { report: there } })
  })

  it('takes files by their ending, relative to where it was started', () => {
    const argv = ['app', '--flag.csv', 'a.csv', '/data/B.CSV', 'notes.md', 'c.tsv', 'd.xlsx', 'e.json']
    const files = [
      ['/home/ana', 'a.csv'],
      ['/data/B.CSV'],
      ['/home/ana', 'c.tsv'],
      ['/home/ana', 'd.xlsx'],
      ['/home/ana', 'e.json'],
    ].map((path) => resolve(...path))
    expect(readCommandLine(argv, packaged)).toEqual({ files })
  })

  it('takes file urls, as some desktops hand files over, and passes over those that are no path here', () => {
    const path = resolve('/data', 'Größe 1.csv')
    const argv = ['app', pathToFileURL(path).href, 'file://elsewhere/%2F/x.csv', 'file:///%zz.csv']
    expect(readCommandLine(argv, packaged).files).toEqual([path])
  })

  it('takes what follows --cli as a command, and nothing of it as files or options of the window', () => {
    const words = ['upload', 'a.csv', '--recipe', 'Leads', '--self-test']
    expect(readCommandLine(['app', '--cli', ...words], packaged)).toEqual({ files: [], command: words })
    expect(readCommandLine(['app', '.', '--user-data-dir=d', '--cli'], development)).toMatchObject({ command: [] })
  })

  it('never takes its own name for a file', () => {
    expect(readCommandLine(['/opt/odd.csv'], packaged).files).toEqual([])
  })

  it('ignores options in a packaged build', () => {
    const argv = [
      'app',
      '--login-url',
      'http://127.0.0.1:1/id',
      '--user-data-dir',
      '/tmp/x',
      '--practice-password',
      'known',
    ]
    expect(readCommandLine(argv, packaged)).toEqual({ files: [] })
    expect(readCommandLine(argv, development)).toMatchObject({ practicePassword: 'known' })
  })

  it.each(['--login-url', '--user-data-dir', '--practice-password'])('refuses %s without a value', (option) => {
    expect(() => readCommandLine(['app', option], development)).toThrow(`${option} has no value.`)
    expect(() => readCommandLine(['app', `${option}=`], development)).toThrow(`${option} has no value.`)
  })

  it.each([
    'https://login.eloqua.com/id',
    'http://evil.example/id',
    'http://127.0.0.1.evil/id',
    'http://a@127.0.0.1/id',
    'x',
  ])('refuses to sign in at %s', (url) => {
    expect(isLoopbackUrl(url)).toBe(false)
    expect(() => readCommandLine(['app', '--login-url', url], development)).toThrow('--login-url must be')
  })
})
