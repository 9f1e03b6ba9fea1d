import type { RecipeApi } from '../../../shared/contract/calls/recipes.ts'
import type { ReadingProposal } from '../../../shared/csv/csv.ts'
import type { Recipe } from '../../../shared/uploads/recipe.ts'
import { unattendedWords } from '../../../shared/words/production.ts'
import { confirmNatively } from '../../eloqua/confirm-write.ts'
import { rulesMark } from '../check/definition-changes.ts'
import { readTarget } from '../check/read-definition.ts'
import { takeLook } from '../check/take-look.ts'
import type { UploadParts } from '../upload-services.ts'
import { fitRecipe, fitsColumns } from './fit-recipe.ts'
import { createRecipeBook } from './recipe-book.ts'
import { choiceFor } from './recipe-choice.ts'

type Services = Pick<UploadParts, 'clients' | 'desktop' | 'engine' | 'files' | 'userData' | 'environment' | 'log'>

/** Recipes as the window saves, lists and applies them. */
export function createRecipeApi(services: Services): RecipeApi {
  const { clients, files, desktop } = services
  const recipes = createRecipeBook(services.userData, services.log, () => services.environment.now())
  const company = () => clients.active().connection
  return {
    listRecipes: async () => recipes.list(company()),
    async saveRecipe({ fileId, ...recipe }) {
      const { name: targetName } = await readTarget(clients.active(), recipe.targetUri)
      const { madeFrom } = files.find(fileId)
      return recipes.save(company(), { ...recipe, targetName, ...(madeFrom?.sheet ? { sheet: madeFrom.sheet } : {}) })
    },
    renameRecipe: async ({ recipeId, name }) => recipes.rename(company(), recipeId, name),
    async allowUnattended({ recipeId, isAllowed }) {
      const client = clients.active()
      const { connection } = client
      const { name, targetUri } = recipes.find(connection, recipeId)
      if (!isAllowed) return recipes.allow(connection, recipeId, undefined)
      const definition = await readTarget(client, targetUri)
      if (connection.environment === 'production')
        await confirmNatively(desktop, unattendedWords({ name, definition: definition.name }, connection))
      recipes.allow(connection, recipeId, rulesMark(definition))
    },
    removeRecipe: async ({ recipeId }) => recipes.remove(company(), recipeId),
    proposeRecipes: (file) => proposeRecipes(services, recipes.list(company()), file),
    fitRecipe: (request) => fitToFile(services, recipes.find(company(), request.recipeId), request),
  }
}

interface ChosenFile {
  readonly fileId: string
  readonly choice: ReadingProposal
}

/** What a recipe makes of a file. Rejects where its definition is gone. */
async function fitToFile(services: Services, recipe: Recipe, { fileId, choice: chosen }: ChosenFile) {
  const target = await readTarget(services.clients.active(), recipe.targetUri)
  const { choice, differences } = await choiceFor(services, recipe, { fileId, chosen })
  const { headers } = await takeLook(services, fileId, choice)
  const fitted = fitRecipe(recipe, headers, target)
  return { ...fitted, choice, differences: [...differences, ...fitted.differences] }
}

/** Looks at the file once for each way of reading it. */
async function proposeRecipes(
  services: Services,
  recipes: readonly Recipe[],
  { fileId, choice: chosen }: ChosenFile,
): Promise<readonly Recipe[]> {
  const looks = new Map<string, Promise<readonly string[]>>()
  const headersAs = (choice: ReadingProposal) => {
    const key = JSON.stringify(Object.entries(choice).toSorted())
    const look = looks.get(key) ?? headersOf(services, fileId, choice)
    looks.set(key, look)
    return look
  }
  const fits = await Promise.all(
    recipes.map(async (recipe) => {
      const { choice } = await choiceFor(services, recipe, { fileId, chosen })
      return { recipe, fit: fitsColumns(recipe, await headersAs(choice)) }
    }),
  )
  return (['same', 'enough'] as const).flatMap((wanted) =>
    fits.filter(({ fit }) => fit === wanted).map(({ recipe }) => recipe),
  )
}

/** A file that cannot be read that way has no columns. */
async function headersOf(services: Services, fileId: string, choice: ReadingProposal): Promise<readonly string[]> {
  const { headers, problems } = await takeLook(services, fileId, choice)
  return problems.some(({ severity, encodings }) => severity === 'blocks' && !encodings) ? [] : headers
}
