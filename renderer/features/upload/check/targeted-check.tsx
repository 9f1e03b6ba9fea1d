import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import type { FirstLook, MappingProposal, Problem } from '../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { UploadWay } from '../../../../shared/uploads/upload.ts'
import { checkScreen } from '../../../../shared/words/upload-check.ts'
import { planWords } from '../../../../shared/words/upload-plan.ts'
import { definitionQuery } from '../../../entities/definition/definition-queries.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { Original } from '../fix/fixing.ts'
import { proposalQuery } from '../queries.ts'
import { SaveRecipe } from '../recipe/save-recipe.tsx'
import { Section } from '../section.tsx'
import { AddColumns } from './add-columns.tsx'
import { ConsentNotice } from './consent-notice.tsx'
import type { Draft, DraftChange, StartedCheck } from './draft.ts'
import { emptyConstants, stillUnsure, unfedColumns } from './mapping/column-rows.ts'
import { MappingTable } from './mapping/mapping-table.tsx'
import { PlanView } from './plan-view.tsx'
import { Drift, ProposalNote } from './proposal-note.tsx'
import { RowsSection } from './rows-section.tsx'
import { SendBar } from './send-bar.tsx'
import { useCheck } from './use-check.ts'
import { useWaitingChoice } from './use-waiting-choice.ts'
import { WaitingNotice } from './waiting-notice.tsx'

interface TargetedCheckProps {
  /** The file as the user gave it; `look` may be of a copy with fixes. */
  readonly original: Original
  readonly look: FirstLook
  readonly definition: Definition
  readonly draft: Draft
  readonly onDraft: (changed: DraftChange) => void
  readonly onCheck: (check: StartedCheck) => void
  /** Rows of the whole file, once they were counted. */
  readonly onCounted: (rows: number) => void
  readonly onReread: (proposal: NonNullable<Problem['proposal']>) => void
  readonly onSent: (uploadId: string) => void
  readonly groupId?: string | undefined
  readonly cancelWord: string
  readonly onCancel: () => void
  /** The first rows, below everything that is decided. */
  readonly preview: ReactNode
}

/** The check of one file against one definition, from the proposed mapping to the button that sends. */
export function TargetedCheck(props: TargetedCheckProps) {
  const { look, definition } = props
  const proposal = useQuery(proposalQuery(definition.uri, look.headers))
  if (proposal.error) return <Failure error={proposal.error} onRetry={() => void proposal.refetch()} />
  if (!proposal.data) return <SkeletonRows rows={6} label={checkScreen.matching} />
  return <MappedCheck {...props} proposal={proposal.data} />
}

function MappedCheck(props: TargetedCheckProps & { readonly proposal: MappingProposal }) {
  const { look, definition, proposal, draft, onDraft, onCounted } = props
  const client = useQueryClient()
  const mapping = draft.mapping ?? proposal.mapping
  const wanted = { fileId: look.file.fileId, targetUri: definition.uri, reading: look.reading, mapping }
  const { check, last, error, again } = useCheck(wanted, { kept: draft.check, onCheck: props.onCheck })
  const plans = check?.plans ?? (check?.state === 'failed' ? [] : (last?.plans ?? []))
  const plan = plans.find((candidate) => candidate.way === draft.way) ?? plans[0]
  const waiting = useWaitingChoice(definition, plan)
  const chooseWay = (way: UploadWay) => onDraft({ way })
  const report = last?.report
  useEffect(() => {
    if (report) onCounted(report.rows)
  }, [report, onCounted])
  return (
    <>
      <Section
        number={2}
        title={checkScreen.columns}
        aside={
          <>
            <ProposalNote proposal={proposal} draft={draft} />
            <AddColumns
              look={look}
              definition={definition}
              columns={unfedColumns(look.headers, mapping)}
              onMade={(targetUri) => onDraft({ targetUri, mapping: undefined, way: undefined })}
            />
          </>
        }
      >
        <Drift drift={draft.given ? [] : proposal.drift} />
        <ConsentNotice definition={definition} mapping={mapping} />
        <MappingTable
          definition={definition}
          look={look}
          mapping={mapping}
          unsure={stillUnsure(proposal, mapping)}
          report={report}
          onChange={(changed) => onDraft({ mapping: changed })}
        />
      </Section>
      <RowsSection
        original={props.original}
        look={look}
        definition={definition}
        mapping={mapping}
        draft={draft}
        onDraft={onDraft}
        check={check}
        before={report}
        error={error}
        onAgain={again}
        onReread={props.onReread}
      />
      {plan ? (
        <Section
          number={4}
          title={planWords.title}
          aside={
            <SaveRecipe
              fileId={props.original.file.fileId}
              {...{ headers: look.headers, definition, mapping, draft }}
            />
          }
        >
          <WaitingNotice choice={waiting} definition={definition} plan={plan} plans={plans} onWay={chooseWay} />
          <PlanView plans={plans} plan={plan} isOld={check?.plans === undefined} onWay={chooseWay} />
        </Section>
      ) : null}
      {props.preview}
      <SendBar
        check={check}
        plan={plan}
        definition={definition}
        waiting={waiting}
        untyped={emptyConstants(mapping)}
        groupId={props.groupId}
        cancelWord={props.cancelWord}
        onOutdated={() => {
          void client.invalidateQueries(definitionQuery(definition.uri))
          again()
        }}
        onSent={props.onSent}
        onCancel={props.onCancel}
      />
    </>
  )
}
