import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findChromium } from './find-chromium.ts'

const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-find-'))
afterAll(() => rmSync(folder, { recursive: true }))

function program(...path: string[]): string {
  const file = join(folder, ...path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return file
}

describe('findChromium', () => {
  it('finds it in the path on Linux, Chromium before Chrome', () => {
    program('b', 'google-chrome')
    const chromium = program('c', 'chromium')
    const path = ['a', 'b', 'c'].map((name) => join(folder, name)).join(delimiter)
    expect(findChromium({ PATH: path }, 'linux')).toBe(chromium)
  })

  it('finds it among the programs on Windows', () => {
    const chrome = program('pf', 'Google', 'Chrome', 'Application', 'chrome.exe')
    expect(findChromium({ PROGRAMFILES: join(folder, 'pf') }, 'win32')).toBe(chrome)
  })

  it('finds it among the applications of the user on a Mac', () => {
    const chrome = program('home', 'Applications', 'Chromium.app', 'Contents', 'MacOS', 'Chromium')
    expect(findChromium({ HOME: join(folder, 'home') }, 'darwin')).toBe(chrome)
  })

  it('says when there is none', () => {
    expect(findChromium({ PATH: join(folder, 'nowhere') }, 'linux')).toBeUndefined()
  })

  it('takes the one it is told to', () => {
    expect(findChromium({ BULKDESK_CHROMIUM: '/opt/mine' }, 'linux')).toBe('/opt/mine')
  })
})
