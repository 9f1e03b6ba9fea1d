import type { Sync } from '../../../shared/eloqua/sync.ts'
import { api } from '../../api.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { readRequest, type ShownRequest, showRequest, startRequest } from './requests.ts'
import classes from './sync-screen.module.css'

/** The requests behind this sync, as anybody could send them. */
export function SyncRequest({ sync }: { readonly sync: Sync }) {
  const isExport = sync.definition?.kind === 'export'
  return (
    <section className={classes.scroll} aria-label="Requests">
      <div className={classes.request}>
        <Facts
          items={[
            ['Definition', <code key="uri">{sync.syncedInstanceUri}</code>],
            ['Callback', sync.callbackUrl ? <code key="callback">{sync.callbackUrl}</code> : 'none'],
            ['Created', <TimeText key="created" value={sync.createdAt} focusable />],
            ['Created by', sync.createdBy],
          ]}
        />
        <Request label="Starts it again" request={startRequest(sync.syncedInstanceUri, sync.callbackUrl)} />
        <Request label="Reads its status" request={readRequest(sync.uri)} />
        {isExport ? (
          <Request label="Reads its data" request={readRequest(`${sync.uri}/data?limit=1000&offset=0`)} />
        ) : (
          <Request label="Reads the refused rows" request={readRequest(`${sync.uri}/rejects?limit=1000&offset=0`)} />
        )}
        <Request label="Reads its log" request={readRequest(`${sync.uri}/logs`)} />
      </div>
    </section>
  )
}

function Request({ label, request }: { readonly label: string; readonly request: ShownRequest }) {
  return (
    <CodeBlock
      label={label}
      text={showRequest(request)}
      copyLabel="Copy as cURL"
      onCopy={() => api.copyAsCurl(request)}
    />
  )
}
