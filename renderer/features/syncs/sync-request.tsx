import type { Sync } from '../../../shared/eloqua/sync.ts'
import { syncRequestWords, syncWords } from '../../../shared/words/syncs.ts'
import { api } from '../../api.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { readRequest, type ShownRequest, showRequest, startRequest } from './requests.ts'
import classes from './sync-screen.module.css'

const words = syncRequestWords

/** The requests behind this sync, as any program could send them. */
export function SyncRequest({ sync }: { readonly sync: Sync }) {
  const isExport = sync.definition?.kind === 'export'
  return (
    <section className={classes.scroll} aria-label={words.label}>
      <div className={classes.request}>
        <Facts
          items={[
            [words.definition, <code key="uri">{sync.syncedInstanceUri}</code>],
            [words.callback, sync.callbackUrl ? <code key="callback">{sync.callbackUrl}</code> : words.noCallback],
            [words.created, <TimeText key="created" value={sync.createdAt} focusable />],
            [words.createdBy, sync.createdBy],
          ]}
        />
        <Request label={words.startAgain} request={startRequest(sync.syncedInstanceUri, sync.callbackUrl)} />
        <Request label={words.getStatus} request={readRequest(sync.uri)} />
        {isExport ? (
          <Request label={words.getData} request={readRequest(`${sync.uri}/data?limit=1000&offset=0`)} />
        ) : (
          <Request label={words.getRejected} request={readRequest(`${sync.uri}/rejects?limit=1000&offset=0`)} />
        )}
        <Request label={words.getLog} request={readRequest(`${sync.uri}/logs`)} />
      </div>
    </section>
  )
}

function Request({ label, request }: { readonly label: string; readonly request: ShownRequest }) {
  return (
    <CodeBlock
      label={label}
      text={showRequest(request)}
      copyLabel={syncWords.copyCurl}
      onCopy={() => api.copyAsCurl(request)}
    />
  )
}
