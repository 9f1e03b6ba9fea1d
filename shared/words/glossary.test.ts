import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

/** What docs/words.md forbids, as a user would read it. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\brefus(e|es|ed|al)\b/i, 'rejected'],
  [/\be-mail/i, 'email'],
  [/\b(nobody|anybody|somebody|whoever)\b/i, 'the one who acts'],
  [/\bprivate cop(y|ies)\b/i, 'temporary copy'],
  [/\b(not )?(taken|takes)\b/i, 'imported, accepted'],
  [/\bwaits? at\b/i, 'staged in'],
  [/\bunexplained\b/i, 'not reported'],
  [/\bheld back\b/i, 'not sent'],
  [/\bcancelled\b/i, 'canceled'],
]

/** Every text in a file that can reach a user: string literals and pieces of templates that hold a space. */
function textsOf(path: string): readonly string[] {
  const texts: string[] = []
  const { program } = parseSync(path, readFileSync(join(ROOT, path), 'utf8'))
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === 'string') texts.push(node.value)
    },
    TemplateElement: (node) => {
      texts.push(node.value.cooked ?? node.value.raw)
    },
  }).visit(program)
  return texts.filter((text) => /\s/.test(text) || /^\p{Lu}/u.test(text))
}

const files = globSync('shared/words/*.ts', { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'))

describe('the glossary', () => {
  it('is kept by every sentence', () => {
    expect(files.length).toBeGreaterThan(10)
    const found = files.flatMap((path) =>
      textsOf(path).flatMap((text) =>
        FORBIDDEN.flatMap(([pattern, better]) => (pattern.test(text) ? [`${path}: “${text}” (say: ${better})`] : [])),
      ),
    )
    expect(found).toEqual([])
  })

  it('stands in docs/words.md, forbidden word by forbidden word', () => {
    const page = readFileSync(join(ROOT, 'docs/words.md'), 'utf8')
    for (const [pattern] of FORBIDDEN) expect(page).toMatch(pattern)
  })
})
