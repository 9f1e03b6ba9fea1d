import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { Connection } from '../../../shared/contract/connection.ts'
import { notNow } from '../../../shared/contract/errors.ts'
import { mapping, readingChoices } from '../../../shared/contract/schemas/csv.ts'
import { wideFixes } from '../../../shared/contract/schemas/fixes.ts'
import type { Recipe } from '../../../shared/uploads/recipe.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import { readJson, writeJson } from '../../platform/atomic-json.ts'
import type { Log } from '../../platform/logger.ts'
import { diskTrouble } from '../journal/disk-trouble.ts'

/** Saved recipes. An address means something in one company only, so each recipe belongs to one. */
export interface RecipeBook {
  /** By name. */
  list(connection: Company): readonly Recipe[]
  /** Throws `not-allowed-now` for an id that is not there. */
  find(connection: Company, recipeId: string): Recipe
  /** By its name, whatever the case: as a command line names it. */
  named(connection: Company, name: string): Recipe | undefined
  /** Takes the place of a recipe of the same name. */
  save(connection: Company, recipe: Omit<Recipe, 'recipeId' | 'savedAt'>): Recipe
  /** Throws `not-allowed-now` where another recipe has that name. */
  rename(connection: Company, recipeId: string, name: string): void
  /** Lets the command line send by it for this connection while the definition has these rules; undefined: no longer. */
  allow(connection: Company & Pick<Connection, 'id'>, recipeId: string, rules: string | undefined): void
  remove(connection: Company, recipeId: string): void
}

type Company = Pick<Connection, 'environment' | 'company'>

const STORED = z.array(
  z.object({
    recipeId: z.string(),
    company: z.string(),
    name: z.string(),
    targetUri: z.string(),
    targetName: z.string(),
    headers: z.array(z.string()),
    choice: readingChoices,
    sheet: z.string().optional(),
    mapping,
    fixes: wideFixes,
    // A leave that cannot be read is none.
    unattended: z
      .array(z.object({ connectionId: z.string(), rules: z.string() }))
      .optional()
      .catch(undefined),
    savedAt: z.string(),
  }),
)
type Stored = Recipe & { readonly company: string }

/**
 * Keeps recipes in `recipes.json` of the user-data folder. The file is read for each call: a second process may have
 * written it. What cannot be read or written is thrown as a disk error.
 */
export function createRecipeBook(userData: string, log: Log, now: () => Date = () => new Date()): RecipeBook {
  const { all, keep, of, find, named, change } = openShelf(join(userData, 'recipes.json'), log)
  return {
    list: (connection) => of(connection).map(toRecipe).toSorted(byName),
    find: (connection, recipeId) => toRecipe(find(connection, recipeId)),
    named(connection, name) {
      const found = named(connection, name)
      return found && toRecipe(found)
    },
    save(connection, recipe) {
      const recipeId = named(connection, recipe.name)?.recipeId ?? randomUUID()
      const saved = { ...recipe, name: trimmedName(recipe.name), recipeId, savedAt: now().toISOString() }
      keep([...all().filter((one) => one.recipeId !== recipeId), { ...saved, company: companyKey(connection) }])
      return saved
    },
    rename(connection, recipeId, name) {
      const other = named(connection, name)
      if (other && other.recipeId !== recipeId) throw notNow(uploadReasons.recipeNamed(other.name))
      change(connection, recipeId, { name: trimmedName(name) })
    },
    allow({ id: connectionId, ...company }, recipeId, rules) {
      const others = (find(company, recipeId).unattended ?? []).filter((one) => one.connectionId !== connectionId)
      change(company, recipeId, { unattended: rules === undefined ? others : [...others, { connectionId, rules }] })
    },
    remove(connection, recipeId) {
      find(connection, recipeId)
      keep(all().filter((one) => one.recipeId !== recipeId))
    },
  }
}

function openShelf(file: string, log: Log) {
  const all = () => onDisk(() => readJson(file, (value) => STORED.parse(value) as readonly Stored[], log) ?? [])
  const keep = (recipes: readonly Stored[]) => onDisk(() => writeJson(file, recipes))
  const of = (connection: Company) => all().filter(({ company }) => company === companyKey(connection))

  function find(connection: Company, recipeId: string): Stored {
    const found = of(connection).find((one) => one.recipeId === recipeId)
    if (found) return found
    throw notNow(uploadReasons.recipeGone)
  }

  function change(connection: Company, recipeId: string, changed: Partial<Stored>): void {
    const recipe = { ...find(connection, recipeId), ...changed }
    keep(all().map((one) => (one.recipeId === recipeId ? recipe : one)))
  }

  const named = (connection: Company, name: string) => of(connection).find((one) => isSameName(one.name, name))
  return { all, keep, of, find, named, change }
}

function companyKey({ environment, company }: Company): string {
  return `${environment} ${company}`.toLowerCase()
}

function trimmedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '') throw notNow(uploadReasons.recipeUnnamed)
  return trimmed
}

function isSameName(one: string, other: string): boolean {
  return folded(one) === folded(other)
}

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

function toRecipe({ company: _company, ...recipe }: Stored): Recipe {
  return recipe
}

function byName(a: Recipe, b: Recipe): number {
  return a.name.localeCompare(b.name)
}

function onDisk<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw diskTrouble(error, 'The file of recipes')
  }
}
