import type { MappingProposal } from '../../../../shared/csv/csv.ts'
import { driftWords, proposalNote } from '../../../../shared/words/upload-mapping.ts'
import type { Draft } from './draft.ts'
import classes from './proposal-note.module.css'

interface ProposalNoteProps {
  readonly proposal: MappingProposal
  readonly draft: Draft
}

/** Where the mapping comes from, and whether the user chose otherwise since. */
export function ProposalNote({ proposal, draft: { mapping, given, recipe } }: ProposalNoteProps) {
  const from = recipe ? 'recipe' : given ? 'file' : proposal.from
  return <span>{proposalNote(from, mapping !== undefined && mapping !== given, recipe?.name)}</span>
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
