import { parseSync, Visitor } from 'oxc-parser'

type Kind = 'function' | 'component' | 'file'

export interface Oversized {
  readonly file: string
  /** 1-based, where it begins. */
  readonly line: number
  readonly kind: Kind
  /** Empty for a file, and for a function without a name. */
  readonly name: string
  readonly lines: number
  readonly limit: number
}

/** Physical lines, from the signature to the closing brace. */
const LIMITS: Readonly<Record<Kind, number>> = { function: 40, component: 100, file: 250 }

interface Spot {
  readonly start: number
  readonly end: number
}

/**
 * What in a source file is longer than its limit. A component is a function in a `.tsx` file whose name begins with a
 * capital letter.
 */
export function findOversized(file: string, source: string): Oversized[] {
  const lineOf = lineFinder(source)
  const found: Oversized[] = []
  const measure = (kind: Kind, name: string, { start, end }: Spot) => {
    const lines = lineOf(end) - lineOf(start) + 1
    if (lines > LIMITS[kind]) found.push({ file, line: lineOf(start), kind, name, lines, limit: LIMITS[kind] })
  }
  const lines = source.trimEnd().length
  measure('file', '', { start: 0, end: lines })
  for (const { name, spot } of findFunctions(file, source)) {
    measure(file.endsWith('.tsx') && /^[A-Z]/.test(name) ? 'component' : 'function', name, spot)
  }
  return found
}

function findFunctions(file: string, source: string): { readonly name: string; readonly spot: Spot }[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const names = new Map<number, string>()
  const found: { name: string; spot: Spot }[] = []
  const visitor = new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (init && id.type === 'Identifier') names.set(init.start, id.name)
    },
    MethodDefinition: ({ key, value }) => {
      if (key.type === 'Identifier') names.set(value.start, key.name)
    },
    Property: ({ key, value }) => {
      if (key.type === 'Identifier') names.set(value.start, key.name)
    },
    FunctionDeclaration: (node) => void found.push({ name: node.id?.name ?? '', spot: node }),
    FunctionExpression: (node) => void found.push({ name: node.id?.name ?? names.get(node.start) ?? '', spot: node }),
    ArrowFunctionExpression: (node) => void found.push({ name: names.get(node.start) ?? '', spot: node }),
  })
  visitor.visit(program)
  return found
}

/** Lines are counted from 1. */
function lineFinder(source: string): (offset: number) => number {
  const starts = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const next = starts.findIndex((start) => start > offset)
    return next === -1 ? starts.length : next
  }
}
