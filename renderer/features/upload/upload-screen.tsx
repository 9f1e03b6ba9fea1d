import { Button, Group } from '@mantine/core'
import { IconFileSpreadsheet, IconFolderOpen } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Mapping, SourceFile } from '../../../shared/csv/csv.ts'
import { recipeList } from '../../../shared/words/recipes.ts'
import { recentWords } from '../../../shared/words/sources.ts'
import { dropScreen } from '../../../shared/words/upload-check.ts'
import { api } from '../../api.ts'
import { definitionQuery } from '../../entities/definition/definition-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { useCommand } from '../../window/commands.ts'
import { go } from '../../window/navigation.ts'
import { type Aim, aimedAt } from './aim.ts'
import { CheckFiles } from './check/check-files.tsx'
import { UnfinishedList } from './check/unfinished-list.tsx'
import { GroupPage } from './outcome/group-page.tsx'
import { UploadPage } from './outcome/upload-page.tsx'
import { Recent } from './recent/recent.tsx'
import { recipesQuery } from './recipe/use-recipe.ts'
import { PasteTable } from './source/paste-table.tsx'
import { usePasting } from './source/use-pasting.ts'

interface UploadScreenProps {
  readonly files?: readonly SourceFile[]
  readonly targetUri?: string
  readonly recipeId?: string
  readonly mapping?: Mapping
  readonly uploadId?: string
  readonly groupId?: string
}

/** Files on their way to Eloqua: choose, check, send, and what became of them. */
export function UploadScreen({ files = [], uploadId, groupId, ...of }: UploadScreenProps) {
  if (uploadId) return <UploadPage key={uploadId} uploadId={uploadId} />
  if (groupId) return <GroupPage key={groupId} groupId={groupId} />
  if (files.length === 0) return <ChooseFile aim={of} />
  return <CheckFiles files={files} {...of} />
}

function ChooseFile({ aim }: { readonly aim: Aim }) {
  const { targetUri, recipeId } = aim
  const browse = useMutation({
    mutationFn: () => api.browseForSources(),
    onSuccess: (files) => {
      if (files.length > 0) go({ screen: 'upload', files, ...aimedAt(aim) })
    },
  })
  const pasting = usePasting(aim)
  const { data: destination } = useQuery({ ...definitionQuery(targetUri ?? ''), enabled: targetUri !== undefined })
  const { data: recipes } = useQuery({ ...recipesQuery(), enabled: recipeId !== undefined })
  const recipe = recipes?.find((one) => one.recipeId === recipeId)
  useCommand('primary', () => browse.mutate())
  return (
    <Page title={dropScreen.title} context={dropScreen.context}>
      <EmptyState
        icon={IconFileSpreadsheet}
        title={titleOf(recipe?.name, destination?.name)}
        action={
          <Group gap="sm" justify="center">
            <Button
              size="md"
              variant="filled"
              leftSection={<IconFolderOpen size={16} stroke={1.5} aria-hidden />}
              loading={browse.isPending}
              onClick={() => browse.mutate()}
            >
              {dropScreen.browse}
            </Button>
            <PasteTable pasting={pasting} />
          </Group>
        }
      >
        {dropScreen.hint}
      </EmptyState>
      <Recent aim={aim} />
      <UnfinishedList />
    </Page>
  )
}

function titleOf(recipe: string | undefined, destination: string | undefined): string {
  if (recipe !== undefined) return recipeList.chosen(recipe)
  return destination === undefined ? dropScreen.drop : recentWords.chosen(destination)
}
