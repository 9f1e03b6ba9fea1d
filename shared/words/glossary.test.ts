import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { findSentences } from './testing/find-sentences.ts'

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

/** A line of the log is read by us alone; everything else in main may come before a user's eyes. */
const LOGGED = /\blog(ger)?\.(debug|info|warn|error)\(/

/** Every sentence elsewhere in main and window: what causes are called, and whatever was not moved here yet. */
function sentencesOf(path: string): readonly string[] {
  const source = readFileSync(join(ROOT, path), 'utf8')
  const lines = source.split('\n')
  return findSentences(path, source)
    .filter(({ line }) => !LOGGED.test(lines[line - 1] ?? ''))
    .map(({ text }) => text)
}

const elsewhere = globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: ROOT }).filter(
  (path) => !/\.test\.tsx?$|\.d\.ts$|\/testing\/|\/assembly\/|^shared\/words\//.test(path),
)

function breaches(path: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) =>
    FORBIDDEN.flatMap(([pattern, better]) => (pattern.test(text) ? [`${path}: “${text}” (say: ${better})`] : [])),
  )
}

const files = globSync('shared/words/*.ts', { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'))

describe('the glossary', () => {
  it('is kept by every sentence', () => {
    expect(files.length).toBeGreaterThan(10)
    const found = files.flatMap((path) => breaches(path, textsOf(path)))
    expect(found).toEqual([])
  })

  it('is kept by every other sentence of main and the window that a user may read', () => {
    expect(elsewhere.length).toBeGreaterThan(400)
    expect(elsewhere.flatMap((path) => breaches(path, sentencesOf(path)))).toEqual([])
  })

  it('stands in docs/words.md, forbidden word by forbidden word', () => {
    const page = readFileSync(join(ROOT, 'docs/words.md'), 'utf8')
    for (const [pattern] of FORBIDDEN) expect(page).toMatch(pattern)
  })
})
