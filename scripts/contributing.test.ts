import { existsSync, readFileSync } from 'node:fs'
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

describe('CONTRIBUTING', () => {
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
