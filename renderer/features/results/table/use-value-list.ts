import { useMutation } from '@tanstack/react-query'
import type { Box } from '../../../../shared/contract/run.ts'
import { api } from '../../../api.ts'
import { go } from '../../../window/navigation.ts'
import type { RunTable } from './run-table.ts'

/** What can be made of the selected values of one column: the file of a sync action, or a file of their own. */
export function useValueList(table: RunTable) {
  const { runId, viewId } = table.view.source
  const use = useMutation({
    mutationFn: () => api.listRunValues({ runId, viewId, ...selectedValues(table) }),
    onSuccess: (file) => go({ screen: 'upload', files: [file] }),
  })
  const save = useMutation({
    mutationFn: () => {
      const { column, boxes } = selectedValues(table)
      return api.saveRun({ runId, viewId, format: 'raw', columns: [column], ...(boxes ? { boxes } : {}) })
    },
    meta: { context: 'saving' },
  })
  return { useInAction: () => use.mutate(), save: () => save.mutate() }
}

/** The active column's cells in the selected rows. One cell stands for its whole column: the user has not chosen rows yet. */
function selectedValues({ active, boxes }: RunTable): { readonly column: number; readonly boxes?: Box[] } {
  const { column } = active()
  const all = boxes()
  const [only] = all
  const isOneCell = all.length === 1 && only?.firstRow === only?.lastRow && only?.columns.length === 1
  if (isOneCell) return { column }
  return { column, boxes: all.map(({ firstRow, lastRow }) => ({ firstRow, lastRow, columns: [column] })) }
}
