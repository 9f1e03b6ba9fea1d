import { Button } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import type { SourceFile } from '../../../../shared/csv/csv.ts'
import type { Recipe } from '../../../../shared/uploads/recipe.ts'
import { recipeDifferences, recipeOffer } from '../../../../shared/words/recipes.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { announce } from '../../../ui/announcer.tsx'
import type { AppliedRecipe, Draft, DraftChange } from '../check/draft.ts'
import classes from '../check/waiting-notice.module.css'
import { Making } from '../fix/fix-list.tsx'
import own from './recipe.module.css'
import { type Applying, withoutRecipe } from './use-recipe.ts'

interface RecipeNoticeProps {
  readonly file: SourceFile
  readonly draft: Draft
  readonly onDraft: (changed: DraftChange) => void
  readonly applying: Applying
  /** The recipes that fit the file. */
  readonly offered: readonly Recipe[]
}

/** Above everything that is chosen for a file: the recipe that chose it, or those that would. */
export function RecipeNotice({ file, draft, onDraft, applying, offered }: RecipeNoticeProps) {
  const { isApplying, error, of } = applying
  if (isApplying && of) return <Making title={recipeOffer.applying(of.name)} size={file.size} {...applying} />
  const remove = () => {
    onDraft(withoutRecipe(draft))
    if (draft.fixed) void api.forgetFixes({ fileId: file.fileId })
    announce(recipeOffer.undone)
  }
  return (
    <>
      {error ? <Failure error={error} onRetry={() => of && applying.apply(of)} inset /> : null}
      {draft.recipe ? (
        <Applied recipe={draft.recipe} onRemove={remove} />
      ) : offered.length > 0 ? (
        <Offered offered={offered} onApply={applying.apply} />
      ) : null}
    </>
  )
}

interface OfferedProps {
  readonly offered: readonly Recipe[]
  readonly onApply: (recipe: Recipe) => void
}

function Offered({ offered, onApply }: OfferedProps) {
  return (
    <section className={classes.notice} aria-label={recipeOffer.label}>
      <IconBookmark size={16} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong>{offered.length > 1 ? recipeOffer.titleMany(offered.length) : recipeOffer.title}.</strong>
        <ul className={own.offers}>
          {offered.map((recipe, at) => (
            <li key={recipe.recipeId}>
              <Button variant={at === 0 ? 'filled' : 'default'} onClick={() => onApply(recipe)}>
                {recipeOffer.use(recipe.name)}
              </Button>
              <span title={recipe.targetUri}>
                {recipeOffer.what({ target: recipe.targetName, fixes: recipe.fixes.length })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** What came of the recipe stands below, each part where it always stands; here stands what does not apply. */
function Applied({ recipe, onRemove }: { readonly recipe: AppliedRecipe; readonly onRemove: () => void }) {
  const { name, differences } = recipe
  return (
    <section className={classes.notice} data-held={differences.length > 0 || undefined} aria-label={recipeOffer.label}>
      <IconBookmark size={16} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <p className={own.applied}>{recipeOffer.applied(name)}</p>
        {differences.length > 0 ? (
          <div role="status">
            <strong>{recipeDifferences.title(name)}</strong>
            <ul className={own.differences}>
              {differences.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </div>
        ) : null}
        <div className={classes.actions}>
          <Button size="xs" onClick={onRemove}>
            {recipeOffer.undo}
          </Button>
        </div>
      </div>
    </section>
  )
}
