import { describe, expect, it } from 'vitest'
import { findOversized } from './sizes.ts'

const lines = (count: number) => '  void 0\n'.repeat(count)

describe('findOversized', () => {
  it('counts from the signature to the closing brace, comments included', () => {
    expect(findOversized('a.ts', `function short() {\n${lines(38)}}\n`)).toEqual([])
    expect(findOversized('a.ts', `function long() {\n${lines(38)}  // why\n}\n`)).toMatchObject([
      { kind: 'function', name: 'long', line: 1, lines: 41, limit: 40 },
    ])
  })

  it('gives components 100 lines and hooks of the same file 40', () => {
    const source = (name: string) => `\nexport function ${name}() {\n${lines(60)}}\n`
    expect(findOversized('a.tsx', source('Panel'))).toEqual([])
    expect(findOversized('a.tsx', source('usePanel'))).toMatchObject([{ name: 'usePanel', line: 2 }])
    expect(findOversized('a.ts', source('Panel'))).toMatchObject([{ kind: 'function' }])
  })

  it('names arrow functions and methods by what holds them', () => {
    const source = `const held = () => {\n${lines(40)}}\nclass Box {\n  open() {\n${lines(40)}  }\n}\n`
    expect(findOversized('a.ts', source).map(({ name }) => name)).toEqual(['held', 'open'])
  })

  it('counts the lines of a file without those that are empty at its end', () => {
    expect(findOversized('a.ts', `${lines(250)}\n\n`)).toEqual([])
    expect(findOversized('a.ts', lines(251))).toMatchObject([{ kind: 'file', lines: 251 }])
  })
})
