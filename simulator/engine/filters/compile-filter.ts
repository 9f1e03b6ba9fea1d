import {
  ACCOUNT_LISTS,
  CONTACT_FILTERS,
  CONTACT_LISTS,
  CONTACT_SEGMENTS,
  type NamedAsset,
} from '../records/marketing-assets.ts'
import type { RecordType } from '../records/record-type.ts'
import { parseServiceStatement } from '../statements/parse-service.ts'
import { parseStatement } from '../statements/parse-statement.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import { createSelectSql, type SelectSql } from '../statements/select-sql.ts'
import { compileComparison, type Sql } from './compile-comparison.ts'
import { type Filter, FilterError, type Status } from './filter.ts'
import { parseFilter } from './parse-filter.ts'

/** What a filter is compiled for. */
export interface FilterTarget {
  readonly type: RecordType
  readonly select: SelectSql
  /** Whether dates in the filter are UTC, as `areSystemTimestampsInUTC` says. */
  readonly isUtc: boolean
}

/** Compiles a parsed filter to SQL over the select's alias `t`. Throws FilterError when it names something unknown. */
export function compileFilter(filter: Filter, target: FilterTarget): Sql {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const parts = filter.parts.map((part) => compileFilter(part, target))
      const sql = parts.map((part) => part.sql).join(filter.kind === 'and' ? ' AND ' : ' OR ')
      return { sql: `(${sql})`, values: parts.flatMap((part) => part.values) }
    }
    case 'not': {
      const { sql, values } = compileFilter(filter.part, target)
      return { sql: `NOT (${sql})`, values }
    }
    case 'exists':
      return compileExists(filter.statement, target)
    case 'status':
      return compileStatus(filter, target)
    case 'compare': {
      const reference = resolveStatement(target.type, filter.statement)
      if (typeof reference === 'string') throw new FilterError(reference)
      return compileComparison(filter, reference.attribute.storage, target.select.read(reference), target.isUtc)
    }
  }
}

interface Existence {
  readonly typeKey: string
  readonly assets: readonly NamedAsset[]
}

const EXISTENCE: ReadonlyMap<string, Existence> = new Map(
  Object.entries<Existence>({
    ContactList: { typeKey: 'contacts', assets: CONTACT_LISTS },
    ContactSegment: { typeKey: 'contacts', assets: CONTACT_SEGMENTS },
    ContactFilter: { typeKey: 'contacts', assets: CONTACT_FILTERS },
    AccountList: { typeKey: 'accounts', assets: ACCOUNT_LISTS },
  }),
)

function compileExists(statement: string, { type }: FilterTarget): Sql {
  const [segment, ...rest] = parseStatement(statement) ?? []
  const existence = segment && EXISTENCE.get(segment.name)
  if (!existence || rest.length > 0 || segment.id === undefined) {
    throw new FilterError('Must reference a list, segment or filter, such as {{ContactList[1]}}.')
  }
  if (existence.typeKey !== type.key) throw new FilterError(`Must not use ${segment.name} in an export of ${type.key}.`)
  if (!existence.assets.some(({ id }) => id === segment.id)) {
    throw new FilterError(`Must reference an existing ${segment.name}.`)
  }
  if (segment.name.endsWith('List')) {
    const sql = 'EXISTS (SELECT 1 FROM list_members m WHERE m.kind = ? AND m.list_id = ? AND m.record_id = t.id)'
    return { sql, values: [type.key, segment.id] }
  }
  return ruleSql(segment.name, segment.id, type)
}

function ruleSql(name: string, id: number, type: RecordType): Sql {
  const assets = name === 'ContactSegment' ? CONTACT_SEGMENTS : CONTACT_FILTERS
  const rule = assets.find((asset) => asset.id === id)?.rule ?? ''
  const select = createSelectSql(type)
  const { sql, values } = compileFilter(parseFilter(rule), { type, select, isUtc: true })
  return { sql: `t.id IN (SELECT t.id ${select.from()} WHERE ${sql})`, values }
}

function compileStatus({ statement, operator, value }: Status, { type }: FilterTarget): Sql {
  if (operator !== '=' && operator !== '!=') throw new FilterError('Must compare a status with = or !=.')
  const service = parseServiceStatement(statement)
  if (!service) throw new FilterError('Must reference service instance within a workflow')
  const execution = service.execution === undefined ? '' : ' AND m.execution = ?'
  const sql =
    'EXISTS (SELECT 1 FROM service_members m WHERE m.service = ? AND m.type_key = ? AND m.record_id = t.id' +
    ` AND m.status ${operator === '=' ? '=' : '<>'} ? COLLATE NOCASE${execution})`
  const values = [service.service, type.key, value, ...(service.execution === undefined ? [] : [service.execution])]
  return { sql, values }
}
