import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mapping } from '../../../../shared/csv/csv.ts'
import type { WideFix } from '../../../../shared/csv/fixes.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { proposalWords } from '../../../../shared/words/reading.ts'
import { saveRecipeWords as words } from '../../../../shared/words/recipes.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import { Facts } from '../../../ui/facts.tsx'
import type { Draft } from '../check/draft.ts'
import { DialogFoot } from './dialog-foot.tsx'
import { recipesQuery } from './use-recipe.ts'

interface SaveRecipeProps {
  readonly fileId: string
  readonly headers: readonly string[]
  readonly definition: Definition
  readonly mapping: Mapping
  readonly draft: Draft
}

/** Keeps what was chosen for this file, for the next one of its kind. */
export function SaveRecipe(props: SaveRecipeProps) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button size="xs" leftSection={<IconBookmark size={14} stroke={1.5} aria-hidden />} onClick={() => setOpen(true)}>
        {words.button}
      </Button>
      <Modal opened={isOpen} onClose={close} title={words.title}>
        <Naming {...props} onClose={close} />
      </Modal>
    </>
  )
}

function Naming({ onClose, ...chosen }: SaveRecipeProps & { readonly onClose: () => void }) {
  const { draft, definition } = chosen
  const client = useQueryClient()
  const [name, setName] = useState(draft.recipe?.name ?? definition.name.slice(0, 100))
  const { data: recipes = [] } = useQuery(recipesQuery())
  const replaced = recipes.find((one) => one.name.toLowerCase() === name.trim().toLowerCase())
  const save = useMutation({
    mutationFn: () => api.saveRecipe(recipeOf(chosen, name.trim())),
    async onSuccess(recipe) {
      await client.invalidateQueries({ queryKey: recipesQuery().queryKey })
      announce(words.saved(recipe.name))
      onClose()
    },
    meta: { context: 'saving' },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') save.mutate()
      }}
    >
      <Stack gap="md">
        <p>{words.lead}</p>
        <TextInput
          label={words.name}
          value={name}
          maxLength={100}
          description={replaced ? words.replaces(replaced.name) : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Facts items={factsOf(chosen)} />
        <DialogFoot
          confirm={words.save}
          busy={save.isPending}
          disabledBecause={name.trim() === '' ? words.unnamed : undefined}
          onConfirm={() => save.mutate()}
          onClose={onClose}
        />
      </Stack>
    </form>
  )
}

function recipeOf({ fileId, headers, definition, mapping, draft }: SaveRecipeProps, name: string) {
  return {
    name,
    fileId,
    targetUri: definition.uri,
    headers: [...headers],
    choice: draft.choice,
    mapping: { fields: [...mapping.fields] },
    fixes: wideFixes(draft),
  }
}

function wideFixes({ fixed }: Draft): WideFix[] {
  return (fixed?.fixes ?? []).filter((fix): fix is WideFix => fix.kind !== 'row')
}

/** What the recipe is going to hold, so that nobody has to trust it. */
function factsOf({ definition, mapping, draft }: SaveRecipeProps) {
  const { choice, fixed } = draft
  const constants = mapping.fields.filter(({ source }) => source.from === 'constant').length
  const columns = [
    words.columns(mapping.fields.length - constants),
    ...(constants > 0 ? [words.constants(constants)] : []),
  ]
  const read = Object.entries(choice).map(([key, value]) => proposalWords({ [key]: value }))
  const hasRows = fixed?.fixes.some(({ kind }) => kind === 'row') === true
  return [
    [words.target, definition.name],
    [words.reading, read.length > 0 ? read.join(', ') : words.detected],
    [words.mapping, columns.join(', ')],
    [
      words.fixing,
      hasRows ? `${words.fixes(wideFixes(draft).length)}. ${words.rowsStay}` : words.fixes(wideFixes(draft).length),
    ],
  ] as const
}
