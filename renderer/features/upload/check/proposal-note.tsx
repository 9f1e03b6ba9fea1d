import type { MappingProposal } from '../../../../shared/csv/csv.ts'
import { formatCounted } from '../../../../shared/words/numbers.ts'
import classes from './proposal-note.module.css'

interface ProposalNoteProps {
  readonly proposal: MappingProposal
  /** The user chose otherwise since. */
  readonly isChanged: boolean
}

/** Where the mapping comes from. */
export function ProposalNote({ proposal, isChanged }: ProposalNoteProps) {
  const from = proposal.from === 'remembered' ? 'Matched as you did last time' : 'Matched by name'
  return <span>{isChanged ? `${from}, then changed by you` : from}</span>
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
        <strong>Not the columns of last time.</strong> {drift.slice(0, MAX_SHOWN).join(' ')}
      </p>
      {folded > 0 ? (
        <details>
          <summary>{formatCounted(folded, 'more difference')}</summary>
          <p>{drift.slice(MAX_SHOWN).join(' ')}</p>
        </details>
      ) : null}
    </div>
  )
}
