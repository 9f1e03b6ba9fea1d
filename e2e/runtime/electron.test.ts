import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as electron from './electron.ts'
import { NotImplementedError } from './strict.ts'

const project = resolve(import.meta.dirname, '../..')

/** Names that a source file imports from electron as values. */
function valuesImported(source: string): string[] {
  const lists = [...source.matchAll(/^import (?!type)\{([^}]*)\} from 'electron'/gm)].map((match) => match[1] ?? '')
  return lists
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
}

describe('the stand-in for electron', () => {
  it('has every name that main imports, so that the built app links', () => {
    const files = globSync('electron/**/*.ts', { cwd: project, exclude: ['**/*.test.ts', '**/preload.ts'] })
    const names = new Set(files.flatMap((file) => valuesImported(readFileSync(join(project, file), 'utf8'))))
    expect(names.size).toBeGreaterThan(5)
    expect([...names].filter((name) => !(name in electron))).toEqual([])
  })

  it.each(Object.entries(electron))(
    'throws on what %s does not implement, instead of being silently undefined',
    (_name, module) => {
      expect(() => (module as unknown as Record<string, () => void>).noSuchCall?.()).toThrow(NotImplementedError)
    },
  )

  it('refuses options of a window it would not honour', () => {
    const open = (options: object) => () => new electron.BrowserWindow(options)
    expect(open({ kiosk: true })).toThrow('"kiosk"')
  })

  it('refuses a page that would be less confined than its own', () => {
    const session = electron.session.fromPartition('test')
    const open = (webPreferences: object) => () =>
      new electron.BrowserWindow({ webPreferences: { session, ...webPreferences } as never })
    expect(open({ nodeIntegration: true })).toThrow('nodeIntegration')
    expect(open({ sandbox: false })).toThrow('sandbox')
    expect(open({ zoomFactor: 2 })).toThrow('zoomFactor')
  })

  it('refuses a session that would be kept on disk', () => {
    expect(() => electron.session.fromPartition('persist:ui')).toThrow('persist:ui')
  })

  it('refuses to listen to events that it never emits', () => {
    expect(() => electron.app.on('gpu-info-update', () => undefined)).toThrow('gpu-info-update')
  })
})
