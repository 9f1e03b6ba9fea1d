import type { Mapping } from '../../../shared/csv/csv.ts'
import type { WideFix } from '../../../shared/csv/fixes.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { FittedRecipe, Recipe } from '../../../shared/uploads/recipe.ts'
import { wideFixTitle } from '../../../shared/words/fixes.ts'
import { recipeDifferences } from '../../../shared/words/recipes.ts'
import { foldName } from '../check/match-names.ts'

type Named = Pick<Recipe, 'headers' | 'mapping' | 'fixes'>

/**
 * Fits a recipe to a file with these columns: they are found by their names, whatever their order, and of names that
 * are there twice the first is the first. Nothing is matched that the recipe does not name.
 */
export function fitRecipe(
  recipe: Named,
  headers: readonly string[],
  target: Pick<Definition, 'fields'>,
): Omit<FittedRecipe, 'choice'> {
  const columnOf = findColumns(recipe.headers, headers)
  const differences: string[] = []
  const nameOf = (column: number) => recipe.headers[column] ?? ''
  const fields = recipe.mapping.fields.flatMap((entry): Mapping['fields'] => {
    const { field, source } = entry
    if (!Object.hasOwn(target.fields, field)) return note(differences, recipeDifferences.fieldGone(field))
    if (source.from === 'constant') return [entry]
    const column = columnOf(source.column)
    if (column === undefined) return note(differences, recipeDifferences.columnGone(nameOf(source.column), field))
    return [{ field, source: { from: 'column', column } }]
  })
  const fixes = recipe.fixes.flatMap((fix): WideFix[] => {
    const column = columnOf(fix.column)
    if (column !== undefined) return [{ ...fix, column }]
    return note(differences, recipeDifferences.fixGone(wideFixTitle(fix.kind, nameOf(fix.column))))
  })
  const added = addedColumns(recipe.headers, headers)
  if (added.length > 0) differences.push(recipeDifferences.added(added))
  return { mapping: { fields }, fixes, differences }
}

/** `same`: the very columns of the recipe, in whatever order. `enough`: all those that it maps or fixes. */
export function fitsColumns(recipe: Named, headers: readonly string[]): 'same' | 'enough' | undefined {
  const own = new Set(columnKeys(headers))
  const keys = columnKeys(recipe.headers)
  if (keys.length === own.size && keys.every((key) => own.has(key))) return 'same'
  const used = usedColumns(recipe).map((column) => keys[column] ?? '')
  return used.length > 0 && used.every((key) => own.has(key)) ? 'enough' : undefined
}

function usedColumns({ mapping, fixes }: Named): readonly number[] {
  const mapped = mapping.fields.flatMap(({ source }) => (source.from === 'column' ? source.column : []))
  return [...new Set([...mapped, ...fixes.map(({ column }) => column)])]
}

function findColumns(from: readonly string[], to: readonly string[]): (column: number) => number | undefined {
  const places = new Map(columnKeys(to).map((key, column) => [key, column]))
  const keys = columnKeys(from)
  return (column) => places.get(keys[column] ?? '')
}

function addedColumns(known: readonly string[], headers: readonly string[]): readonly string[] {
  const keys = new Set(columnKeys(known))
  return columnKeys(headers).flatMap((key, column) => (keys.has(key) ? [] : (headers[column] ?? '')))
}

/** A name, and how many of that name stand before it. */
function columnKeys(headers: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return headers.map((header) => {
    const name = foldName(header)
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return `${before} ${name}`
  })
}

function note(differences: string[], words: string): [] {
  differences.push(words)
  return []
}
