import type { DraftIssue } from '../../../../shared/eloqua/draft-issue.ts'
import { describeIssue } from '../../../../shared/words/definition-issue-words.ts'
import classes from './form.module.css'

/** What is wrong with a control, under it. */
export function IssueText({ issues }: { readonly issues: readonly DraftIssue[] }) {
  if (issues.length === 0) return null
  return (
    <ul className={classes.issues}>
      {issues.map((issue) => (
        <li key={`${issue.index} ${issue.code} ${issue.fact}`} data-severity={issue.severity}>
          {describeIssue(issue)}
        </li>
      ))}
    </ul>
  )
}

/** The first sentence about a control, for its own error line. */
export function firstError(issues: readonly DraftIssue[]): string | undefined {
  const first = issues.find(({ severity }) => severity === 'blocks')
  return first && describeIssue(first)
}
