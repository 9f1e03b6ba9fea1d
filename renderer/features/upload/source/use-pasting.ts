import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { SourceFile } from '../../../../shared/csv/csv.ts'
import { MOST_PASTED } from '../../../../shared/csv/sources.ts'
import { pasteWords } from '../../../../shared/words/sources.ts'
import { api } from '../../../api.ts'
import { noticeFailure } from '../../../ui/notices.tsx'
import { go } from '../../../window/navigation.ts'
import { type Aim, aimedAt } from '../aim.ts'

export interface Pasting {
  paste(text: string): void
  readonly isPending: boolean
}

/** A table that is pasted while the page is shown, outside of its fields, goes to the check like a file. */
export function usePasting(aim: Aim): Pasting {
  const { mutate, isPending } = useMutation<SourceFile, AppError, string>({
    mutationFn: (text) => api.pasteTable({ text }),
    onSuccess: (file) => go({ screen: 'upload', files: [file], ...aimedAt(aim) }),
  })
  const paste = (text: string) => {
    if (text.length > MOST_PASTED) noticeFailure(pasteWords.tooLarge, pasteWords.tooLargeAdvice)
    else mutate(text)
  }
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (isField(event.target) || text.trim() === '') return
      event.preventDefault()
      paste(text)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  })
  return { paste, isPending }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
