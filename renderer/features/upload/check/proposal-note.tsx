import type { MappingProposal } from '../../../../shared/ipc.ts'
import classes from './proposal-note.module.css'

/** Where the proposed mapping comes from, and how this file differs from the one it was remembered for. */
export function ProposalNote({ proposal }: { readonly proposal: MappingProposal }) {
  if (proposal.drift.length > 0) {
    return (
      <span className={classes.drift} role="status">
        Not the columns of last time. {proposal.drift.join(' ')}
      </span>
    )
  }
  return <span>{proposal.from === 'remembered' ? 'Matched as you did last time' : 'Matched by name'}</span>
}
