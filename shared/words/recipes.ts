import type { Encoding } from '../csv/csv.ts'
import { ENCODING_NAMES } from './encoding-names.ts'
import { formatCount, formatCounted, formatList } from './numbers.ts'

/** What of a recipe does not apply to a file, and what the recipe does not know. */
export const recipeDifferences = {
  title: (name: string) => `This file differs from the files of “${name}”.`,
  columnGone: (column: string, field: string) => `Missing: ${column} (mapped to ${field}).`,
  fieldGone: (field: string) => `No longer in the definition: ${field}.`,
  fixGone: (fix: string) => `Fix not made: ${fix} (no such column).`,
  added: (columns: readonly string[]) => `Not in the recipe, and not imported: ${someNames(columns)}.`,
  encoding: (encoding: Encoding) => `Not read as ${ENCODING_NAMES[encoding]}: the file is UTF-8.`,
} as const

const MOST_NAMED = 6

function someNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  return formatList(more > 1 ? [...names.slice(0, MOST_NAMED), `${formatCount(more)} more`] : names)
}

/** A file that a recipe fits, on the check page. */
export const recipeOffer = {
  label: 'Recipes for this file',
  title: 'A recipe fits this file',
  titleSheets: 'Recipes for sheets of these names',
  titleMany: (count: number) => `${formatCounted(count, 'recipe')} fit this file`,
  what: ({ target, fixes }: { readonly target: string; readonly fixes: number }) =>
    fixes > 0 ? `Sends to ${target}, with ${formatCounted(fixes, 'fix', 'fixes')}` : `Sends to ${target}`,
  use: (name: string) => `Use “${name}”`,
  sheet: (sheet: string) => `Reads sheet ${sheet}`,
  applying: (name: string) => `Applying “${name}”`,
  applied: (name: string) => `Recipe “${name}” applied. Nothing is sent yet.`,
  undo: 'Remove recipe',
  undone: 'Recipe removed.',
} as const

/** Saving what was chosen on the check page. */
export const saveRecipeWords = {
  button: 'Save as recipe…',
  title: 'Save as a recipe',
  lead: 'A file with the same columns can then be sent the same way in one click.',
  name: 'Name',
  target: 'Destination',
  reading: 'Reading',
  mapping: 'Columns',
  fixing: 'Fixes',
  detected: 'As detected',
  columns: (count: number) => formatCounted(count, 'mapped field'),
  constants: (count: number) => formatCounted(count, 'value for all rows', 'values for all rows'),
  fixes: (count: number) => (count > 0 ? formatCounted(count, 'fix', 'fixes') : 'No fixes'),
  rowsStay: 'Edited rows belong to this file and aren’t kept.',
  replaces: (name: string) => `Replaces the recipe “${name}”.`,
  save: 'Save recipe',
  unnamed: 'Enter a name first.',
  saved: (name: string) => `Recipe “${name}” saved.`,
} as const

/** The recipes on the page where a file is chosen. */
export const recipeList = {
  title: 'Recipes',
  more: (name: string) => `Actions for recipe ${name}`,
  rename: 'Rename…',
  renameTitle: (name: string) => `Rename recipe “${name}”`,
  renameDone: 'Rename recipe',
  allow: 'Allow the command line…',
  disallow: 'Don’t allow the command line',
  allowedMark: (target: string) => `${target} · command line allowed`,
  allowed: (name: string) => `The command line may send by “${name}”.`,
  disallowed: (name: string) => `The command line may no longer send by “${name}”.`,
  remove: 'Remove…',
  removeTitle: (name: string) => `Remove recipe “${name}”?`,
  removeDone: 'Remove recipe',
  removeMeans: 'Uploads that used it stay in the history. Files and definitions stay as they are.',
  removed: (name: string) => `Recipe “${name}” removed.`,
  /** A recipe was chosen before the file. */
  chosen: (name: string) => `Drop or choose a file for “${name}”`,
} as const
