import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './run-step.ts'

const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const walks = text.slice(text.indexOf('## Two walks'), text.indexOf("## Things we won't do"))

function pathsIn(part: string): readonly string[] {
  return [...part.matchAll(/`((?:electron|renderer|shared|simulator|e2e|scripts|bench|docs)\/[^`<{*\s]*)`/g)].map(
    ([, path = '']) => path,
  )
}

const map = text.slice(text.indexOf('## Map'), text.indexOf('### Inside'))
const inside = text.slice(text.indexOf('### Inside'), text.indexOf('## To add'))

function foldersOf(path: string): readonly string[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).toSorted()
}

interface Explained {
  readonly room: string
  readonly folder: string
  readonly words: string
}

/** The lines of "Inside csv/ and simulator/". */
function explained(): readonly Explained[] {
  let room = ''
  return inside.split('\n').flatMap((line) => {
    room = /^([a-z]\S*)\/$/.exec(line)?.[1] ?? room
    const [, folder, words] = /^ {2}(\S+)\/ +(.+)$/.exec(line) ?? []
    return folder && words ? [{ room, folder, words }] : []
  })
}

describe('CONTRIBUTING', () => {
  it.each(['electron', 'renderer'])('has every folder of %s/ in its map', (room) => {
    const folders = foldersOf(room).filter((name) => !['testing', 'styles', 'node_modules'].includes(name))
    expect(folders.length).toBeGreaterThan(4)
    expect(folders.filter((name) => !map.includes(`  ${name}/`))).toEqual([])
  })

  it.each(['electron/csv', 'simulator', 'simulator/engine'])('explains each folder of %s/, and no other', (room) => {
    const named = explained().flatMap((one) => (one.room === room ? one.folder : []))
    expect(named.toSorted()).toEqual(foldersOf(room))
  })

  it('explains a folder in at most seven words', () => {
    const long = explained().filter(({ words }) => words.split(/\s+/).length > 7)
    expect(long).toEqual([])
  })

  it('names only files and folders that exist', () => {
    expect(pathsIn(text).length).toBeGreaterThan(30)
    expect(pathsIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('names each file of the two walks once', () => {
    const paths = pathsIn(walks)
    expect(paths.length).toBeGreaterThan(20)
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([])
  })
})
