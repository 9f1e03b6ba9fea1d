import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { RequestEntry } from '../../../shared/contract/request-log.ts'
import { KIND_WORDS } from '../../../shared/words/definitions.ts'
import { formatBytes } from '../../../shared/words/numbers.ts'
import { FEATURE_WORDS, requestWords as words } from '../../../shared/words/requests.ts'
import { Facts } from '../../ui/facts.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { RequestStatus, RequestTime } from './request-columns.tsx'
import classes from './requests-screen.module.css'
import { useCopyCurl } from './use-copy-curl.ts'

interface RequestDetailsProps {
  readonly entry: RequestEntry
  readonly onClose: () => void
}

/** All that is kept of one request. */
export function RequestDetails({ entry, onClose }: RequestDetailsProps) {
  const copy = useCopyCurl()
  const { method, origin, path, startedAt, feature, connection, attempt, milliseconds, bytesOut, bytesIn } = entry
  return (
    <SidePanel title={words.details} label={words.details} onClose={onClose}>
      <div className={classes.details}>
        <Facts
          items={[
            [
              words.fields.url,
              <code key="url">
                {method} {origin}
                {path}
              </code>,
            ],
            [words.fields.status, <RequestStatus key="status" entry={entry} />],
            [words.fields.started, <RequestTime key="at" at={startedAt} />],
            [words.fields.took, milliseconds === undefined ? undefined : words.took(milliseconds)],
            [words.fields.out, formatBytes(bytesOut)],
            [words.fields.in, bytesIn === undefined ? undefined : formatBytes(bytesIn)],
            [words.fields.feature, FEATURE_WORDS[feature]],
            [words.fields.attempt, attempt],
            [words.fields.startedSync, entry.started && KIND_WORDS[entry.started]],
            [words.fields.connection, connection && `${connection.label} · ${connection.user}`],
          ]}
        />
        <Button mt="sm" leftSection={<IconCopy size={14} stroke={1.5} aria-hidden />} onClick={() => copy(entry.id)}>
          {words.copyCurl}
        </Button>
        <p className={classes.masked}>{words.masked}</p>
      </div>
    </SidePanel>
  )
}
