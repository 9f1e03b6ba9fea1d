import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findSentences } from './testing/find-sentences.ts'

const ROOT = join(import.meta.dirname, '../..')
const LEFT_OUT = /\.(test|generated)\.tsx?$|\.d\.ts$|\/testing\//

/** A text right behind `message:`, `message =` or in `notNow()`. */
const MESSAGE_IN_PLACE = /(\bmessage:|\bmessage =|\bnotNow\()\s*['"`]/

/** Strings in the window that nobody reads as a sentence, each with its reason. */
const NO_SENTENCE: Readonly<Record<string, string>> = {
  'PgUp PgDn': 'names of keys, as they are printed on them',
  'Home End': 'names of keys, as they are printed on them',
  'Control+K Meta+K': 'the form that aria-keyshortcuts asks for',
  'input, textarea, select, [contenteditable="true"]': 'a CSS selector',
  'button, a, input, label, [role="menuitem"]': 'a CSS selector',
  'button, input, label': 'a CSS selector',
  '[role="menu"], [role="listbox"], [role="dialog"]': 'a CSS selector',
  'Content-Type: application/json': 'a header of the request that is shown',
}

function sentencesIn(path: string) {
  return findSentences(path, readFileSync(join(ROOT, path), 'utf8')).filter(({ text }) => !(text in NO_SENTENCE))
}

describe('the window', () => {
  const files = globSync('renderer/**/*.{ts,tsx}', { cwd: ROOT }).filter((path) => !LEFT_OUT.test(path))

  it('has no sentence of its own: they are all made in shared/words/', () => {
    expect(files.length).toBeGreaterThan(200)
    const found = files.flatMap((path) => sentencesIn(path).map(({ line, text }) => `${path}:${line} “${text}”`))
    expect(found).toEqual([])
  })

  it('excuses no string that is not there', () => {
    const all = files.map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n')
    for (const text of Object.keys(NO_SENTENCE)) expect(all).toContain(text)
  })
})

describe('the main process', () => {
  const files = globSync('electron/**/*.ts', { cwd: ROOT }).filter((path) => !LEFT_OUT.test(path))

  it('writes no message of an error in place: they are all made in shared/words/', () => {
    expect(files.length).toBeGreaterThan(300)
    const found = files.filter((path) => MESSAGE_IN_PLACE.test(readFileSync(join(ROOT, path), 'utf8')))
    expect(found).toEqual([])
    for (const written of ["message: 'No.'", "throw notNow('No.')", 'const message =\n  `No.`'])
      expect(written).toMatch(MESSAGE_IN_PLACE)
  })
})

describe('findSentences', () => {
  const textsOf = (source: string) => findSentences('a.tsx', source).map(({ text }) => text)

  it('finds text between tags and in what is read of an element', () => {
    expect(textsOf('const a = <p title="Rows">Two words {n} more</p>')).toEqual(['Rows', 'Two words', 'more'])
    expect(textsOf('const a = <Page label={isOn ? "On" : `Off`} />')).toEqual(['On', 'Off'])
    expect(textsOf("const a = <b>{isOn && 'Done'}</b>")).toEqual(['Done'])
  })

  it('finds sentences in properties, calls and templates', () => {
    expect(textsOf("const c = { key: 'file', title: 'File' }")).toEqual(['File'])
    expect(textsOf("announce('All done')")).toEqual(['All done'])
    expect(textsOf(['const t = `$', '{n} rows left`'].join(''))).toEqual(['{} rows left'])
  })

  it('leaves alone what is no text: words of the program, names of classes, signs', () => {
    expect(textsOf('import x from \'a b\'\nconst a = <p className="one two">· → {x}</p>')).toEqual([])
    expect(textsOf("if (state === 'done') go({ screen: 'upload' })")).toEqual([])
  })
})
