import { useMutation } from '@tanstack/react-query'
import type { ResultPage } from '../../../../shared/contract/result-page.ts'
import { resultWords } from '../../../../shared/words/results.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import type { GridColumn } from '../../../ui/grid/column-layout.ts'
import { type GridSelection, selectedBox } from '../../../ui/grid/grid-selection.ts'
import { useOnPage } from './use-on-page.ts'

/** Copies the selected cells of a page as spreadsheet text, in the order the columns are shown. */
export function useCopyCells(page: ResultPage, columns: readonly GridColumn[], selection: GridSelection) {
  const onPage = useOnPage(page)
  const { mutate } = useMutation({
    mutationFn: (withHeader: boolean) => {
      const { firstRow, lastRow, firstColumn, lastColumn } = selectedBox(selection, {
        rows: page.rows,
        columns: columns.length,
      })
      const sources = columns.slice(firstColumn, lastColumn + 1).map((column) => column.source)
      return onPage((pageId) => api.copyCells({ pageId, firstRow, lastRow, columns: sources, withHeader }))
    },
    onSuccess: ({ cells }) => announce(resultWords.cellsCopied(cells)),
  })
  return mutate
}
