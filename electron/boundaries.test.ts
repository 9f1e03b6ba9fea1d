import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const sources = globSync('electron/**/*.ts', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.endsWith('.test.ts') && !path.includes('/testing/'))
  .map((path) => ({ path, text: withoutComments(readFileSync(join(root, path), 'utf8')) }))

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

function filesWith(pattern: RegExp): readonly string[] {
  return sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
}

/** Values (not types) imported from electron, by file. */
function electronImports(): readonly { readonly path: string; readonly names: readonly string[] }[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(/^import (?!type )\{([^}]*)\} from 'electron'/gm)].map((match) => ({
      path,
      names: (match[1] ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type ')),
    })),
  )
}

describe('the main process', () => {
  it('has one door for calls, one for the window, and one for the keychain', () => {
    const importing = (name: string) =>
      electronImports().flatMap(({ path, names }) => (names.includes(name) ? [path] : []))
    expect(importing('ipcMain')).toEqual(['electron/ipc.ts'])
    expect(importing('ipcRenderer')).toEqual(['electron/preload.ts'])
    expect(importing('contextBridge')).toEqual(['electron/preload.ts'])
    expect(importing('shell')).toEqual(['electron/shell/desktop-electron.ts'])
    expect(filesWith(/openPath/)).toEqual(['electron/shell/desktop-electron.ts'])
    expect(importing('net')).toEqual(['electron/shell/network.ts'])
    expect(filesWith(/['"]keytar['"]/)).toEqual(['electron/connections/credentials.ts'])
  })

  it.each([
    ['the keytar calls that crash the process', /find(Credentials|Password)/],
    ['starting programs', /child_process/],
    ['running code from text', /\beval\(|new Function\(|executeJavaScript|insertCSS/],
    ['weaker TLS', /setCertificateVerifyProc|rejectUnauthorized: false|ignore-certificate-errors['"]\)/],
    ['switches that weaken Chromium', /appendSwitch|appendArgument/],
    ['debug output', /console\.(log|debug|info)/],
  ])('never uses %s', (_what, pattern) => {
    expect(filesWith(pattern)).toEqual([])
  })

  it('follows no redirect and sends no cookies with any fetch', () => {
    for (const path of filesWith(/\bfetch\(request\.url/)) {
      const { text = '' } = sources.find((source) => source.path === path) ?? {}
      expect(text).toContain("redirect: 'error'")
      expect(text).toContain("credentials: 'omit'")
    }
    expect(filesWith(/\bfetch\(request\.url/)).not.toEqual([])
    expect(filesWith(/redirect: 'follow'/)).toEqual([])
  })

  it('logs messages that stand in the code, so that a report for support can show them', () => {
    const calls = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\blog\.(?:info|warn|error)\(\s*(.{0,30})/g)].map(([, argument = '']) => ({ path, argument })),
    )
    expect(calls.length).toBeGreaterThan(5)
    expect(calls.filter(({ argument }) => !/^['"]/.test(argument))).toEqual([])
  })

  it('uses no part of Electron that the stand-in was not told of', () => {
    const surface = readFileSync(join(root, 'docs/electron-surface.md'), 'utf8')
    for (const { path, names } of electronImports()) {
      for (const name of names) expect(surface, `${name}, used in ${path}`).toContain(`\`${name}\``)
    }
    expect(electronImports().length).toBeGreaterThan(5)
  })
})
