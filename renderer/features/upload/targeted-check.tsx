import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FirstLook, Mapping } from '../../../shared/csv.ts'
import type { Definition } from '../../../shared/definition.ts'
import type { MappingProposal } from '../../../shared/ipc.ts'
import type { UploadWay } from '../../../shared/upload.ts'
import { Failure } from '../../components/failure.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { CheckedRows } from './checked-rows.tsx'
import { MappingTable } from './mapping-table.tsx'
import { PlanView } from './plan-view.tsx'
import { proposalQuery } from './queries.ts'
import { SamplePreview } from './sample-preview.tsx'
import { Section } from './section.tsx'
import { SendBar } from './send-bar.tsx'
import classes from './upload.module.css'
import { useCheck } from './use-check.ts'

interface TargetedCheckProps {
  readonly look: FirstLook
  readonly definition: Definition
}

/** The check of one file against one definition, from the proposed mapping to the button that sends. */
export function TargetedCheck({ look, definition }: TargetedCheckProps) {
  const proposal = useQuery(proposalQuery(definition.uri, look.headers))
  if (proposal.error) return <Failure error={proposal.error} onRetry={() => void proposal.refetch()} />
  if (!proposal.data) return <SkeletonRows rows={6} label="Matching columns with fields" />
  return <MappedCheck look={look} definition={definition} proposal={proposal.data} />
}

function MappedCheck({ look, definition, proposal }: TargetedCheckProps & { readonly proposal: MappingProposal }) {
  const [mapping, setMapping] = useState<Mapping>(proposal.mapping)
  const [chosenWay, setWay] = useState<UploadWay>()
  const check = useCheck({ fileId: look.file.fileId, targetUri: definition.uri, reading: look.reading, mapping })
  const plan = check.data?.plans?.find((candidate) => candidate.way === chosenWay) ?? check.data?.plans?.[0]
  return (
    <>
      <Section number={2} title="Columns" aside={<ProposalNote proposal={proposal} />}>
        <MappingTable
          definition={definition}
          headers={look.headers}
          mapping={mapping}
          unsure={proposal.unsure}
          profile={check.data?.report?.columns}
          onChange={setMapping}
        />
      </Section>
      <SamplePreview look={look} />
      <Section number={3} title="Rows">
        <CheckedRows check={check.data} error={check.error} />
      </Section>
      {plan && check.data?.plans ? (
        <Section number={4} title="Will be sent">
          <PlanView plans={check.data.plans} plan={plan} onWay={setWay} />
        </Section>
      ) : null}
      <SendBar check={check.data} plan={plan} definition={definition} />
    </>
  )
}

function ProposalNote({ proposal }: { readonly proposal: MappingProposal }) {
  if (proposal.drift.length > 0) {
    return (
      <span className={classes.drift} role="status">
        This file differs from the last one sent here. {proposal.drift.join(' ')}
      </span>
    )
  }
  return <span>{proposal.from === 'remembered' ? 'Matched as you did last time' : 'Matched by name'}</span>
}
