import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { recentWords } from '../../../../shared/words/sources.ts'
import { api } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { go } from '../../../window/navigation.ts'
import { type Aim, aimedAt } from '../aim.ts'
import { recentFilesQuery, recentTargetsQuery } from '../queries.ts'
import { RecipeList } from '../recipe/recipe-list.tsx'
import classes from './recent.module.css'
import { RecentList } from './recent-list.tsx'

const MOST_SHOWN = 8

/** The recipes, and the files and destinations used last: a file goes to its check, the others wait for a file. */
export function Recent({ aim }: { readonly aim: Aim }) {
  return (
    <div className={classes.recent}>
      <RecipeList aim={aim} />
      <Files aim={aim} />
      <Destinations targetUri={aim.recipeId ? undefined : aim.targetUri} />
    </div>
  )
}

function Files({ aim }: { readonly aim: Aim }) {
  const client = useQueryClient()
  const files = useQuery(recentFilesQuery())
  const open = useMutation({
    mutationFn: (recentId: string) => api.openRecentFile({ recentId }),
    onSuccess: (file) => go({ screen: 'upload', files: [file], ...aimedAt(aim) }),
    onError: () => void client.invalidateQueries(recentFilesQuery()),
  })
  if (!files.data || files.data.length === 0) return null
  return (
    <RecentList title={recentWords.files}>
      {files.data.map(({ recentId, name, openedAt, isMissing }) => (
        <li key={recentId}>
          <button type="button" title={name} disabled={isMissing} onClick={() => open.mutate(recentId)}>
            <span className={classes.name}>{name}</span>
            <span className={classes.dim}>{isMissing ? recentWords.missing : <TimeText value={openedAt} />}</span>
          </button>
        </li>
      ))}
    </RecentList>
  )
}

function Destinations({ targetUri }: { readonly targetUri: string | undefined }) {
  const connectionId = useActiveConnection()?.id
  const { data = [] } = useQuery(recentTargetsQuery())
  // An address means something in its own instance only.
  const targets = data.filter((target) => target.connectionId === connectionId).slice(0, MOST_SHOWN)
  if (targets.length === 0) return null
  return (
    <RecentList title={recentWords.destinations}>
      {targets.map(({ uri, name }) => (
        <li key={uri}>
          <button
            type="button"
            title={uri}
            aria-pressed={uri === targetUri}
            onClick={() => go({ screen: 'upload', ...(uri === targetUri ? {} : { targetUri: uri }) })}
          >
            <span className={classes.name}>{name}</span>
          </button>
        </li>
      ))}
    </RecentList>
  )
}
