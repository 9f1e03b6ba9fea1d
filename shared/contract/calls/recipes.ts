import { z } from 'zod'
import type { FittedRecipe, Recipe } from '../../uploads/recipe.ts'
import { type ApiOf, takes } from '../call.ts'
import { definitionUri, handle, nothing, plainObject } from '../schemas/common.ts'
import { headers, mapping, readingChoices } from '../schemas/csv.ts'
import { wideFixes } from '../schemas/fixes.ts'

const byRecipe = z.strictObject({ recipeId: handle })
const recipeName = z.string().min(1).max(100)
/** `choice`: how the user has the file read so far. It wins over what a recipe says. */
const chosenFile = z.strictObject({ fileId: handle, choice: plainObject(readingChoices) })

/** Saved ways of sending files of one kind, each of one company. */
export const recipeCalls = {
  /** The recipes of this connection's company, by name. */
  listRecipes: takes(nothing).gives<readonly Recipe[]>(),
  /** Saves what was chosen for a file. A recipe of the same name is replaced. */
  saveRecipe: takes(
    chosenFile.extend({
      name: recipeName,
      targetUri: definitionUri,
      headers,
      mapping,
      fixes: wideFixes,
    }),
  ).gives<Recipe>(),
  /** Fails with `not-allowed-now` where another recipe has that name. */
  renameRecipe: takes(byRecipe.extend({ name: recipeName })).gives<void>(),
  /** Whether the command line may send by it for the connection in use. For production, main asks before it is allowed. */
  allowUnattended: takes(byRecipe.extend({ isAllowed: z.boolean() })).gives<void>(),
  removeRecipe: takes(byRecipe).gives<void>(),
  /** The recipes whose columns this file has, as each of them has it read: those with the very same columns first. */
  proposeRecipes: takes(chosenFile).gives<readonly Recipe[]>(),
  /** What a recipe makes of this file. Nothing is changed by it. */
  fitRecipe: takes(chosenFile.extend({ recipeId: handle })).gives<FittedRecipe>(),
}

export type RecipeApi = ApiOf<typeof recipeCalls>
