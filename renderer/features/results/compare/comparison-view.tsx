import { Menu, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Run, SaveFormat, SaveRequest } from '../../../../shared/contract/run.ts'
import type { Comparison, ComparisonPart, PartOfComparison } from '../../../../shared/contract/run-questions.ts'
import { compareWords, describeDuplicates } from '../../../../shared/words/compare.ts'
import { saveWords } from '../../../../shared/words/result-view.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { BarButton } from '../table/bar-button.tsx'
import classes from './compare.module.css'
import { PartGrid } from './part-grid.tsx'
import { comparisonQuery, partQuery } from './queries.ts'

const words = compareWords
const FORMATS = Object.entries(saveWords.formats) as [SaveFormat, { title: string; hint: string }][]

interface ComparisonViewProps {
  readonly before: Run
  readonly after: Run
  readonly compareBy: readonly string[]
}

/** What was added, removed and changed, part by part, with its rows. */
export function ComparisonView({ before, after, compareBy }: ComparisonViewProps) {
  const query = useQuery(comparisonQuery(before.runId, after.runId, compareBy))
  const comparison = query.data
  if (query.error) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
  }
  if (!comparison) return <SkeletonRows rows={12} label={words.comparing} />
  return (
    <Parts
      key={comparison.comparisonId}
      comparison={comparison}
      compareBy={compareBy}
      columnsOf={(runId) => (runId === before.runId ? before : after).columns}
    />
  )
}

interface PartsProps {
  readonly comparison: Comparison
  readonly compareBy: readonly string[]
  readonly columnsOf: (runId: string) => readonly string[]
}

function Parts({ comparison, compareBy, columnsOf }: PartsProps) {
  const { comparisonId } = comparison
  const counts: Readonly<Record<ComparisonPart, number>> = {
    added: comparison.added,
    removed: comparison.removed,
    changed: comparison.changed,
    'duplicate-before': comparison.duplicateBefore,
    'duplicate-after': comparison.duplicateAfter,
  }
  const parts = (Object.keys(counts) as ComparisonPart[]).filter(
    (part) => counts[part] > 0 || !part.startsWith('duplicate'),
  )
  const [part, setPart] = useState<ComparisonPart>(() => parts.find((each) => counts[each] > 0) ?? 'changed')
  const query = useQuery({ ...partQuery(comparisonId, part), enabled: counts[part] > 0 })
  const duplicates = describeDuplicates(comparison)
  useEffect(() => () => void api.closeComparison({ comparisonId }).catch(() => {}), [comparisonId])
  return (
    <section className={classes.view} aria-label={words.partsLabel}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={words.partsLabel}
          data={parts.map((value) => ({ value, label: words.part(value, counts[value]) }))}
          value={part}
          onChange={(value) => setPart(value as ComparisonPart)}
        />
        <span className={classes.note}>{words.same(comparison.same)}</span>
        <span className={classes.gap} />
        <SavePart part={query.data} />
      </div>
      {part === 'changed' && comparison.changedByColumn.length > 0 ? (
        <p className={classes.note}>
          {words.changedIn}:{' '}
          {comparison.changedByColumn.map(({ column, rows }) => words.changedColumn(column, rows)).join(', ')}
        </p>
      ) : null}
      {duplicates ? <p className={classes.note}>{duplicates}</p> : null}
      {counts[part] === 0 ? (
        <EmptyState title={words.none[part] ?? words.noneHere} />
      ) : query.data ? (
        <PartGrid
          key={part}
          source={{
            comparisonId,
            part,
            runId: query.data.runId,
            viewId: query.data.view.viewId,
            rows: query.data.view.rows,
          }}
          names={part === 'changed' ? comparison.columns : columnsOf(query.data.runId)}
          compareBy={compareBy}
        />
      ) : query.error ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
      ) : (
        <SkeletonRows rows={8} label={words.comparing} />
      )}
    </section>
  )
}

/** Saves the rows of a part; of changed ones as they are in the newer run. */
function SavePart({ part }: { readonly part: PartOfComparison | undefined }) {
  const save = useMutation({
    mutationFn: (request: SaveRequest) => api.saveRun(request),
    meta: { context: 'saving' },
  })
  if (!part) return null
  const { runId, view } = part
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <BarButton icon={IconDownload} label={words.save} variant="default" loading={save.isPending} />
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(([format, { title }]) => (
          <Menu.Item key={format} onClick={() => save.mutate({ runId, viewId: view.viewId, format })}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
