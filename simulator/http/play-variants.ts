import type { Variants } from '../world/variants.ts'
import type { Answer } from './answer.ts'
import type { Query } from './list-query.ts'
import type { Operation } from './paths.ts'

/** The query as it is understood where a blank ends the value of `q`. */
export function playQuery(query: Query, variants: Variants): Query {
  const q = query.get('q')
  if (q === undefined || !variants.has('blank-ends-q')) return query
  const [, quote = '', criterion = ''] = /^\s*(["']?)(\s*[\w.]*\s*(?:!=|>=|<=|=|>|<)?\s*["']?[^\s"']*)/.exec(q) ?? []
  return new Map([...query, ['q', `${quote}${criterion}${quote}`]])
}

/** Answers that hold rows of users, in which nothing is a time of Eloqua's. */
const WITH_ROWS: ReadonlySet<Operation> = new Set<Operation>(['readLatestData', 'readSyncData', 'listRejects'])
const TIME = /("(?:createdAt|updatedAt|syncStartedAt|syncEndedAt)":"[^".]{19}\.\d{3})\d{4}Z"/g

/** The answer with the times that are played. */
export function playTimes(answer: Answer, operation: Operation, variants: Variants): Answer {
  if (!variants.has('millisecond-times') || WITH_ROWS.has(operation) || !answer.body) return answer
  const text = Buffer.concat(answer.body).toString('utf8')
  return { ...answer, body: [Buffer.from(text.replace(TIME, '$1Z"'))] }
}
