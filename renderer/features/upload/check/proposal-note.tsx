import type { MappingProposal } from '../../../../shared/csv/csv.ts'
import { driftWords, proposalNote } from '../../../../shared/words/upload-mapping.ts'
import classes from './proposal-note.module.css'

interface ProposalNoteProps {
  readonly proposal: MappingProposal
  /** The user chose otherwise since. */
  readonly isChanged: boolean
}

/** Where the mapping comes from. */
export function ProposalNote({ proposal, isChanged }: ProposalNoteProps) {
  return <span>{proposalNote(proposal.from, isChanged)}</span>
}

/** More differences than these are folded: a file of another kind differs in every column. */
const MAX_SHOWN = 3

/** How this file differs from the one its mapping was remembered for. */
export function Drift({ drift }: Pick<MappingProposal, 'drift'>) {
  if (drift.length === 0) return null
  const folded = drift.length - MAX_SHOWN
  return (
    <div className={classes.drift} role="status">
      <p>
        <strong>{driftWords.title}</strong> {drift.slice(0, MAX_SHOWN).join(' ')}
      </p>
      {folded > 0 ? (
        <details>
          <summary>{driftWords.more(folded)}</summary>
          <p>{drift.slice(MAX_SHOWN).join(' ')}</p>
        </details>
      ) : null}
    </div>
  )
}
