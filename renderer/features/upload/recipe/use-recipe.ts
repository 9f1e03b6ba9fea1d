import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { copyChoice, type SourceFile } from '../../../../shared/csv/csv.ts'
import type { Recipe } from '../../../../shared/uploads/recipe.ts'
import { recipeOffer } from '../../../../shared/words/recipes.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import type { Draft, DraftChange } from '../check/draft.ts'
import { makeFixes, useFixProgress } from '../fix/fixing.ts'
import { firstLookQuery, type ReadingChoice } from '../queries.ts'

export function recipesQuery() {
  return queryOptions({ queryKey: ['recipes'], queryFn: () => api.listRecipes(), staleTime: 0 })
}

/** The recipes whose columns a file has. */
export function proposedRecipesQuery(fileId: string, choice: ReadingChoice) {
  return queryOptions({
    queryKey: ['recipes', 'for', fileId, choice],
    queryFn: () => api.proposeRecipes({ fileId, choice }),
    staleTime: 0,
    retry: false,
  })
}

export type Applying = ReturnType<typeof useApplying>

/** Applies a recipe to a file: reading, destination, columns and fixes at once. Nothing is sent by it. */
export function useApplying(file: SourceFile, draft: Draft, onDraft: (changed: DraftChange) => void) {
  const client = useQueryClient()
  const [workId] = useState(() => crypto.randomUUID())
  const { choice, asked } = draft
  const apply = useMutation({
    meta: { shownInPlace: true },
    mutationFn: (recipe: Wanted) => applyRecipe(client, recipe, { workId, file, draft }),
    onSuccess(changed) {
      onDraft(changed)
      if (changed.recipe) announce(recipeOffer.applied(changed.recipe.name))
    },
  })
  const { data: recipes } = useQuery({ ...recipesQuery(), enabled: asked !== undefined })
  const wanted = recipes?.find(({ recipeId }) => recipeId === asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for, and how the file is read, apply it once.
  useEffect(() => {
    if (wanted) apply.mutate(wanted)
  }, [wanted?.recipeId, JSON.stringify(choice)])
  return {
    apply: apply.mutate,
    isApplying: apply.isPending,
    of: apply.variables,
    read: useFixProgress(workId, apply.isPending),
    cancel: () => void api.cancelFixes({ workId }),
    error: apply.error ?? undefined,
  }
}

type Wanted = Pick<Recipe, 'recipeId' | 'name' | 'targetUri'>

interface Applied {
  readonly workId: string
  readonly file: SourceFile
  readonly draft: Draft
}

/** What a recipe makes of a draft. All that it leads to is read before it is shown, so that the page does not blink. */
async function applyRecipe(
  client: QueryClient,
  recipe: Wanted,
  { workId, file, draft }: Applied,
): Promise<DraftChange> {
  const { recipeId, name } = recipe
  const { choice, targetUri } = draft
  const { fileId } = file
  const fitted = await api.fitRecipe({ recipeId, fileId, choice })
  const look = await client.fetchQuery(firstLookQuery(fileId, fitted.choice))
  const aim = { choice: fitted.choice, targetUri: recipe.targetUri, way: undefined }
  // Its text cannot be read yet: the rest follows the user's answer.
  if (look.problems.some(({ severity }) => severity === 'blocks')) return { ...aim, asked: recipeId }
  const { mapping, fixes, differences } = fitted
  const fixed = fixes.length > 0 ? await makeFixes(workId, { file, reading: look.reading }, fixes) : undefined
  if (fixed) await client.fetchQuery(firstLookQuery(fixed.file.fileId, copyChoice(look.reading)))
  const applied = { recipeId, name, differences, before: { choice, targetUri } }
  return { ...aim, mapping, given: mapping, fixed, asked: undefined, recipe: applied }
}

/** The file as it was before its recipe. */
export function withoutRecipe({ recipe }: Draft): DraftChange {
  const { choice = {}, targetUri } = recipe?.before ?? {}
  const none = undefined
  return { choice, targetUri, mapping: none, given: none, way: none, fixed: none, recipe: none, asked: none }
}
