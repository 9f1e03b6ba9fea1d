import { IconAlertTriangle, IconHourglass } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import type { SavedJob } from '../../../shared/jobs/job.ts'
import { describeHealth } from '../../../shared/words/definition-health.ts'
import { describeFamily, KIND_WORDS } from '../../../shared/words/definitions.ts'
import { homeLineWords as words } from '../../../shared/words/home.ts'
import { jobWords } from '../../../shared/words/jobs.ts'
import { describeLeft } from '../../../shared/words/syncs.ts'
import { api } from '../../api.ts'
import { TransferStateBadge } from '../../entities/status-badge.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { go } from '../../window/navigation.ts'
import type { EndingDefinition } from './attention.ts'
import { AttentionLine } from './attention-line.tsx'

/** An upload that asks something or was paused, or a save that was paused. */
export function TransferLine({ transfer }: { readonly transfer: Transfer }) {
  const { transferId, uploadId, title, state, message, startedAt } = transfer
  const resume = useMutation({ mutationFn: () => api.resumeTransfer({ transferId }) })
  return (
    <AttentionLine
      state={<TransferStateBadge state={state} plain />}
      title={title}
      why={message}
      at={startedAt}
      step={
        uploadId
          ? { label: words.review, run: () => go({ screen: 'upload', uploadId }) }
          : { label: words.resume, run: () => resume.mutate() }
      }
    />
  )
}

export function JobLine({ job: { jobId, name, current, lastRun, schedule } }: { readonly job: SavedJob }) {
  return (
    <AttentionLine
      state={<StateBadge tone="amber" icon={IconAlertTriangle} word={jobWords.troubled} plain />}
      title={name}
      detail={jobWords.every(schedule)}
      why={current?.waits || !lastRun ? jobWords.waits : jobWords.end(lastRun.end)}
      at={current?.startedAt ?? lastRun?.endedAt}
      step={{ label: words.seeRuns, run: () => go({ screen: 'jobs', jobId }) }}
    />
  )
}

export function DefinitionLine({ ending, now }: { readonly ending: EndingDefinition; readonly now: Date }) {
  const { definition, until, why } = ending
  const left = describeLeft(new Date(until), now)
  const rule = definition.health.find(({ kind }) => kind === 'yearly-rule')
  const isDue = new Date(until) <= now
  return (
    <AttentionLine
      state={<StateBadge tone="amber" icon={IconHourglass} word={isDue ? words.due : left} plain />}
      title={definition.name}
      detail={[KIND_WORDS[definition.kind], describeFamily(definition)].filter(Boolean).join(' · ')}
      why={why === 'yearly-rule' && rule ? describeHealth(rule) : words.autoDelete(left)}
      step={{ label: words.openDefinition, run: () => go({ screen: 'definitions', uri: definition.uri }) }}
    />
  )
}
