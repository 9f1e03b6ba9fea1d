import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { recentWords } from '../../../../shared/words/sources.ts'
import { api } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { go } from '../../../window/navigation.ts'
import { recentFilesQuery, recentTargetsQuery } from '../queries.ts'
import classes from './recent.module.css'

const MOST_SHOWN = 8

/** The files and the destinations used last: a file goes to its check, a destination waits for a file. */
export function Recent({ targetUri }: { readonly targetUri: string | undefined }) {
  return (
    <div className={classes.recent}>
      <Files targetUri={targetUri} />
      <Destinations targetUri={targetUri} />
    </div>
  )
}

function Files({ targetUri }: { readonly targetUri: string | undefined }) {
  const client = useQueryClient()
  const files = useQuery(recentFilesQuery())
  const open = useMutation({
    mutationFn: (recentId: string) => api.openRecentFile({ recentId }),
    onSuccess: (file) => go({ screen: 'upload', files: [file], ...(targetUri ? { targetUri } : {}) }),
    onError: () => void client.invalidateQueries(recentFilesQuery()),
  })
  if (!files.data || files.data.length === 0) return null
  return (
    <List title={recentWords.files}>
      {files.data.map(({ recentId, name, openedAt, isMissing }) => (
        <li key={recentId}>
          <button type="button" title={name} disabled={isMissing} onClick={() => open.mutate(recentId)}>
            <span className={classes.name}>{name}</span>
            <span className={classes.dim}>{isMissing ? recentWords.missing : <TimeText value={openedAt} />}</span>
          </button>
        </li>
      ))}
    </List>
  )
}

function Destinations({ targetUri }: { readonly targetUri: string | undefined }) {
  const connectionId = useActiveConnection()?.id
  const { data = [] } = useQuery(recentTargetsQuery())
  // An address means something in its own instance only.
  const targets = data.filter((target) => target.connectionId === connectionId).slice(0, MOST_SHOWN)
  if (targets.length === 0) return null
  return (
    <List title={recentWords.destinations}>
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
    </List>
  )
}

function List({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      <ul className={classes.list}>{children}</ul>
    </section>
  )
}
