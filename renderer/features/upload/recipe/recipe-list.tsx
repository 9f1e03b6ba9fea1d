import { ActionIcon, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Recipe } from '../../../../shared/uploads/recipe.ts'
import { saveRecipeWords, recipeList as words } from '../../../../shared/words/recipes.ts'
import { api } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { announce } from '../../../ui/announcer.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { go } from '../../../window/navigation.ts'
import type { Aim } from '../aim.ts'
import classes from '../recent/recent.module.css'
import { RecentList } from '../recent/recent-list.tsx'
import { DialogFoot } from './dialog-foot.tsx'
import own from './recipe.module.css'
import { recipesQuery } from './use-recipe.ts'

/** The recipes of this company. One that is chosen is applied to the next file. */
export function RecipeList({ aim }: { readonly aim: Aim }) {
  const { data: recipes = [] } = useQuery(recipesQuery())
  if (recipes.length === 0) return null
  return (
    <RecentList title={words.title}>
      {recipes.map((recipe) => (
        <Line key={recipe.recipeId} recipe={recipe} isChosen={recipe.recipeId === aim.recipeId} />
      ))}
    </RecentList>
  )
}

function Line({ recipe, isChosen }: { readonly recipe: Recipe; readonly isChosen: boolean }) {
  const { recipeId, name, targetUri, targetName } = recipe
  const isAllowed = useIsAllowed(recipe)
  const [open, setOpen] = useState<'rename' | 'remove'>()
  const close = () => setOpen(undefined)
  return (
    <li className={own.row}>
      <button
        type="button"
        title={targetUri}
        aria-pressed={isChosen}
        onClick={() => go({ screen: 'upload', ...(isChosen ? {} : { targetUri, recipeId }) })}
      >
        <span className={classes.name}>{name}</span>
        <span className={classes.dim}>{isAllowed ? words.allowedMark(targetName) : targetName}</span>
      </button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon className={own.more} variant="subtle" aria-label={words.more(name)}>
            <IconDots size={16} stroke={1.5} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('rename')}>{words.rename}</Menu.Item>
          <Allow recipe={recipe} />
          <Menu.Item onClick={() => setOpen('remove')}>{words.remove}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={open === 'rename'} onClose={close} title={words.renameTitle(name)}>
        <Rename recipe={recipe} onClose={close} />
      </Modal>
      <Remove recipe={recipe} isChosen={isChosen} opened={open === 'remove'} onClose={close} />
    </li>
  )
}

function useIsAllowed({ unattended = [] }: Recipe): boolean {
  const connection = useActiveConnection()
  return (
    connection?.environment === 'production' && unattended.some(({ connectionId }) => connectionId === connection.id)
  )
}

/** Whether the command line may send to production by it. Elsewhere it needs no leave; main asks before it gives any. */
function Allow({ recipe }: { readonly recipe: Recipe }) {
  const { recipeId, name } = recipe
  const client = useQueryClient()
  const connection = useActiveConnection()
  const isAllowed = useIsAllowed(recipe)
  const allow = useMutation({
    mutationFn: () => api.allowUnattended({ recipeId, isAllowed: !isAllowed }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: recipesQuery().queryKey })
      announce(isAllowed ? words.disallowed(name) : words.allowed(name))
    },
  })
  if (connection?.environment !== 'production') return null
  return <Menu.Item onClick={() => allow.mutate()}>{isAllowed ? words.disallow : words.allow}</Menu.Item>
}

interface ActProps {
  readonly recipe: Recipe
  readonly onClose: () => void
}

function Rename({ recipe: { recipeId, name: before }, onClose }: ActProps) {
  const client = useQueryClient()
  const [name, setName] = useState(before)
  const rename = useMutation({
    mutationFn: () => api.renameRecipe({ recipeId, name: name.trim() }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: recipesQuery().queryKey })
      onClose()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') rename.mutate()
      }}
    >
      <Stack gap="md">
        <TextInput
          label={saveRecipeWords.name}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <DialogFoot
          confirm={words.renameDone}
          busy={rename.isPending}
          disabledBecause={name.trim() === '' ? saveRecipeWords.unnamed : undefined}
          onConfirm={() => rename.mutate()}
          onClose={onClose}
        />
      </Stack>
    </form>
  )
}

interface RemoveProps extends ActProps {
  readonly isChosen: boolean
  readonly opened: boolean
}

function Remove({ recipe: { recipeId, name }, isChosen, opened, onClose }: RemoveProps) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => api.removeRecipe({ recipeId }),
    async onSuccess() {
      if (isChosen) go({ screen: 'upload' })
      await client.invalidateQueries({ queryKey: recipesQuery().queryKey })
      announce(words.removed(name))
    },
    onSettled: onClose,
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={words.removeTitle(name)}
      confirm={words.removeDone}
      destructive
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {words.removeMeans}
    </ConfirmDialog>
  )
}
