import { parseSync, Visitor } from 'oxc-parser'

export interface FoundText {
  /** 1-based. */
  readonly line: number
  readonly text: string
}

/** Attributes and properties whose text is shown or read aloud, wherever they stand. */
const READ =
  /^(label|title|titles|placeholder|description|hint|noun|nothingFound|confirm|cancel|heading|message|body|advice|words|aria-label|aria-description|aria-roledescription|alt)$/

/** Two words with a space between: a single token may be a key, a unit or a name of the system. */
const SENTENCE = /\p{L}[^\s]*\s+[^\s]*\p{L}/u
/** Calls whose arguments are CSS selectors or media queries. */
const SELECTING = /^(closest|matches|querySelector|querySelectorAll|matchMedia)$/
const LETTERS = /\p{L}/u

interface Node {
  readonly type: string
  readonly start: number
  readonly name?: unknown
  readonly value?: unknown
  readonly expression?: unknown
  readonly consequent?: unknown
  readonly alternate?: unknown
  readonly right?: unknown
  readonly quasis?: unknown
}

/**
 * Text written where a user reads it: text between tags, strings of attributes and properties that are read, and any
 * other string of two words or more. `source` is TypeScript, with or without JSX.
 */
export function findSentences(path: string, source: string): readonly FoundText[] {
  const found = new Map<number, string>()
  const note = (node: { readonly start: number }, text: string) => found.set(node.start, text.trim())
  const isPlain = new Set<number>()
  const readAll = (value: unknown) => {
    for (const node of valuesOf(value as Node)) if (LETTERS.test(textOf(node))) note(node, textOf(node))
  }
  const { program } = parseSync(path, source)
  new Visitor({
    CallExpression: (node) => {
      const callee = node.callee as unknown as Node & { readonly property?: Node }
      if (SELECTING.test(String(callee.property?.name ?? callee.name)))
        for (const argument of node.arguments) isPlain.add(argument.start)
    },
    ImportDeclaration: (node) => void isPlain.add(node.source.start),
    ExportNamedDeclaration: (node) => void (node.source && isPlain.add(node.source.start)),
    TSLiteralType: (node) => void isPlain.add(node.literal.start),
    JSXText: (node) => void (LETTERS.test(node.value) && note(node, node.value)),
    JSXExpressionContainer: (node) => void (isChild(source, node.start) && readAll(node.expression)),
    JSXAttribute: (node) => {
      if (READ.test(String(node.name.name)) && node.value) readAll(unwrap(node.value as unknown as Node))
      else if (node.value?.type === 'Literal') isPlain.add(node.value.start)
    },
    Property: (node) => {
      const key = node.key as unknown as Node
      if (READ.test(String(key.name ?? key.value))) readAll(node.value)
    },
    Literal: (node) => {
      if (typeof node.value === 'string' && !isPlain.has(node.start) && SENTENCE.test(node.value))
        note(node, node.value)
    },
    TemplateLiteral: (node) => {
      const text = textOf(node as unknown as Node)
      if (SENTENCE.test(text)) note(node, text)
    },
  }).visit(program)
  return [...found].map(([start, text]) => ({ line: source.slice(0, start).split('\n').length, text }))
}

/** A container between tags, not the value of an attribute. */
function isChild(source: string, start: number): boolean {
  return source[start - 1] !== '='
}

function unwrap(node: Node): unknown {
  return node.type === 'JSXExpressionContainer' ? node.expression : node
}

/** The strings that an expression may come to: both branches of a choice, what stands for nothing. */
function valuesOf(node: Node): readonly Node[] {
  if (node.type === 'Literal' || node.type === 'TemplateLiteral') return [node]
  if (node.type === 'ConditionalExpression')
    return [...valuesOf(node.consequent as Node), ...valuesOf(node.alternate as Node)]
  if (node.type === 'LogicalExpression') return valuesOf(node.right as Node)
  return []
}

/** The written text; `{}` stands where a template has an expression. */
function textOf(node: Node): string {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : ''
  const quasis = node.quasis as readonly { readonly value: { readonly cooked?: string | null } }[]
  return quasis.map(({ value }) => value.cooked ?? '').join('{}')
}
