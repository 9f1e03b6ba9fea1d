import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SaveFormat, SaveRequest } from '../../../../shared/contract/run.ts'
import { saveWords } from '../../../../shared/words/result-view.ts'
import { api } from '../../../api.ts'
import type { RunTable } from './run-table.ts'

export type SaveScope = 'all' | 'view' | 'selection'

interface SaveChoice {
  readonly format: SaveFormat
  readonly scope: SaveScope
  /** Without the columns that are hidden, in the order they are shown. */
  readonly onlyShown: boolean
}

/** Saves rows. What an Excel file cannot hold is said before the save begins, and waits for the user's word. */
export function useSaveRows(table: RunTable) {
  const [question, setQuestion] = useState<{ readonly request: SaveRequest; readonly doubts: readonly string[] }>()
  const start = useMutation({
    mutationFn: (request: SaveRequest) => api.saveRun(request),
    meta: { context: 'saving' },
  })
  const prepare = useMutation({
    mutationFn: async (choice: SaveChoice) => {
      const request = requestOf(table, choice)
      const doubts = choice.format === 'xlsx' ? saveWords.check(await api.forecastRunSave(request)) : []
      return { request, doubts }
    },
    onSuccess: (asked) => (asked.doubts.length > 0 ? setQuestion(asked) : start.mutate(asked.request)),
    meta: { context: 'saving' },
  })
  return {
    save: prepare.mutate,
    isPending: prepare.isPending || start.isPending,
    doubts: question?.doubts ?? [],
    confirm: () => {
      if (question) start.mutate({ ...question.request, cutLongCells: true })
      setQuestion(undefined)
    },
    dismiss: () => setQuestion(undefined),
  }
}

function requestOf(table: RunTable, { format, scope, onlyShown }: SaveChoice): SaveRequest {
  const { runId, viewId } = table.view.source
  if (scope === 'selection') return { runId, viewId, format, boxes: [...table.boxes()] }
  const columns = onlyShown ? { columns: table.columns.shown.map(({ source }) => source) } : {}
  return { runId, ...(scope === 'view' ? { viewId } : {}), format, ...columns }
}
