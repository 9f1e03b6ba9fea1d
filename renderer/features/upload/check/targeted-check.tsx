import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FirstLook, Problem } from '../../../../shared/csv.ts'
import type { Definition } from '../../../../shared/definition.ts'
import type { MappingProposal } from '../../../../shared/ipc.ts'
import type { UploadWay } from '../../../../shared/upload.ts'
import { Failure } from '../../../components/failure.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { proposalQuery } from '../queries.ts'
import { Section } from '../section.tsx'
import { CheckedRows } from './checked-rows.tsx'
import type { Draft } from './draft.ts'
import { MappingTable } from './mapping/mapping-table.tsx'
import { PlanView } from './plan-view.tsx'
import { ProposalNote } from './proposal-note.tsx'
import { SendBar } from './send-bar.tsx'
import { useCheck } from './use-check.ts'
import { useWaitingChoice } from './use-waiting-choice.ts'
import { WaitingNotice } from './waiting-notice.tsx'

interface TargetedCheckProps {
  readonly look: FirstLook
  readonly definition: Definition
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly onReread: (proposal: NonNullable<Problem['proposal']>) => void
  readonly onSent: (uploadId: string) => void
  readonly onCancel: () => void
  /** The first rows, below everything that is decided. */
  readonly preview: ReactNode
}

/** The check of one file against one definition, from the proposed mapping to the button that sends. */
export function TargetedCheck(props: TargetedCheckProps) {
  const { look, definition } = props
  const proposal = useQuery(proposalQuery(definition.uri, look.headers))
  if (proposal.error) return <Failure error={proposal.error} onRetry={() => void proposal.refetch()} />
  if (!proposal.data) return <SkeletonRows rows={6} label="Matching columns with fields" />
  return <MappedCheck {...props} proposal={proposal.data} />
}

function MappedCheck(props: TargetedCheckProps & { readonly proposal: MappingProposal }) {
  const { look, definition, proposal, draft, onDraft } = props
  const mapping = draft.mapping ?? proposal.mapping
  const { check, before, error, again } = useCheck({
    fileId: look.file.fileId,
    targetUri: definition.uri,
    reading: look.reading,
    mapping,
  })
  const plans = check?.plans ?? []
  const plan = plans.find((candidate) => candidate.way === draft.way) ?? plans[0]
  const waiting = useWaitingChoice(definition, plan)
  const chooseWay = (way: UploadWay) => onDraft({ ...draft, way })
  return (
    <>
      <Section number={2} title="Columns" aside={draft.mapping ? undefined : <ProposalNote proposal={proposal} />}>
        <MappingTable
          definition={definition}
          look={look}
          mapping={mapping}
          unsure={draft.mapping ? [] : proposal.unsure}
          report={check?.report ?? before}
          onChange={(changed) => onDraft({ ...draft, mapping: changed })}
        />
      </Section>
      <Section number={3} title="Rows">
        <CheckedRows
          look={look}
          hasIdentifier={definition.identifierFieldName !== undefined && definition.family !== 'activities'}
          check={check}
          before={before}
          error={error}
          onAgain={again}
          onReread={props.onReread}
        />
      </Section>
      {plan ? (
        <Section number={4} title="Will be sent">
          <WaitingNotice choice={waiting} definition={definition} plan={plan} plans={plans} onWay={chooseWay} />
          <PlanView plans={plans} plan={plan} onWay={chooseWay} />
        </Section>
      ) : null}
      {props.preview}
      <SendBar
        check={check}
        plan={plan}
        definition={definition}
        waiting={waiting}
        onSent={props.onSent}
        onCancel={props.onCancel}
      />
    </>
  )
}
