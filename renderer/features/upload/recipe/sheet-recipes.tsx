import { Button } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { WorkbookSheet } from '../../../../shared/csv/sources.ts'
import { recipeOffer } from '../../../../shared/words/recipes.ts'
import classes from '../check/waiting-notice.module.css'
import own from './recipe.module.css'
import { recipesQuery } from './use-recipe.ts'

interface SheetRecipesProps {
  readonly sheets: readonly WorkbookSheet[]
  readonly onChoose: (sheet: WorkbookSheet, recipeId: string) => void
}

/** Recipes that were saved for sheets of these names: one click chooses the sheet and applies the recipe. */
export function SheetRecipes({ sheets, onChoose }: SheetRecipesProps) {
  const { data: recipes = [] } = useQuery(recipesQuery())
  const offers = recipes.flatMap((recipe) => {
    const sheet = sheets.find(({ name }) => name === recipe.sheet)
    return sheet ? [{ recipe, sheet }] : []
  })
  if (offers.length === 0) return null
  return (
    <section className={classes.notice} aria-label={recipeOffer.label}>
      <IconBookmark size={16} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong>{recipeOffer.titleSheets}.</strong>
        <ul className={own.offers}>
          {offers.map(({ recipe: { recipeId, name, targetUri }, sheet }) => (
            <li key={recipeId}>
              <Button onClick={() => onChoose(sheet, recipeId)} title={targetUri}>
                {recipeOffer.use(name)}
              </Button>
              <span>{recipeOffer.sheet(sheet.name)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
