import { useQuery } from '@tanstack/react-query'
import { reportWords } from '../../../shared/words/connect-oauth.ts'
import { Facts } from '../../ui/facts.tsx'
import { signInReportQuery } from './queries.ts'
import classes from './saved-connections.module.css'

/** Who signed in, where, and what this user may do. It is asked of Eloqua when it is looked at. */
export function SignInReport({ id }: { readonly id: string }) {
  const { data, error } = useQuery(signInReportQuery(id))
  if (error) return <p className={classes.dim}>{reportWords.failed}</p>
  if (!data) return null
  const { createDefinitions } = data
  const hint = createDefinitions === 'unknown' ? ` ${reportWords.createHint}` : ''
  return (
    <section className={classes.report} aria-label={reportWords.title}>
      <Facts
        items={[
          [reportWords.who, reportWords.name(data)],
          [reportWords.where, data.company],
          [reportWords.environment, reportWords.kind[data.environment]],
          [reportWords.host, data.host && reportWords.instance(data.host)],
          [reportWords.readDefinitions, reportWords.may(data.readDefinitions)],
          [reportWords.createDefinitions, `${reportWords.may(createDefinitions)}${hint && '.'}${hint}`],
          [reportWords.seeSyncs, reportWords.may(data.seeSyncs)],
        ]}
      />
    </section>
  )
}
