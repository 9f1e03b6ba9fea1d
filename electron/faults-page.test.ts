import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const named = [...readFileSync(join(root, 'docs/faults.md'), 'utf8').matchAll(/`([^`]+\.test\.tsx?)`: “([^”]+)”/g)]

describe('the page of what can go wrong', () => {
  it('names only tests that there are', () => {
    expect(named.length).toBeGreaterThan(50)
    const missing = named.filter(([, file = '', title = '']) => {
      const path = join(root, file)
      return !existsSync(path) || !readFileSync(path, 'utf8').replaceAll("\\'", "'").includes(title)
    })
    expect(missing.map(([name]) => name)).toEqual([])
  })
})
