import type { WireDefinition } from '../../../../shared/eloqua/eloqua.ts'

type Fields = Pick<WireDefinition, 'fields'>

/** How many of the definition's fields the file has a column for, by name. */
export function countMatches({ fields }: Fields, headers: readonly string[]): number {
  const names = new Set(headers.map(plain))
  return Object.keys(fields).filter((field) => names.has(plain(field))).length
}

/** 1 where fields and columns are the same names, 0 where they share none: what lists the likely targets first. */
export function rateFit(definition: Fields, headers: readonly string[]): number {
  const shared = countMatches(definition, headers)
  return shared / Math.max(1, Object.keys(definition.fields).length + headers.length - shared)
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
