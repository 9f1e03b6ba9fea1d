import { useEffect, useState } from 'react'
import { findTypeObstacle } from './dropped-files.ts'

export interface FileDrag {
  readonly count: number
  /** Why these files cannot be opened. */
  readonly obstacle?: string
}

/**
 * Files over the window: undefined while there are none. The taker gets none where the drag held promises of files, as
 * mail programs of macOS make them. Without a taker, drops are only kept from navigating.
 */
export function useFileDrag(onFiles: ((files: readonly File[]) => void) | undefined): FileDrag | undefined {
  const [drag, setDrag] = useState<FileDrag>()
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      const files = draggedFiles(event)
      if (!files) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = onFiles && !files.obstacle ? 'copy' : 'none'
      if (onFiles) setDrag((before) => (isSame(before, files) ? before : files))
    }
    // Leaving for a child element is not leaving: only the window's own edge has no related target.
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setDrag(undefined)
    const onDrop = (event: DragEvent) => {
      if (!draggedFiles(event)) return
      event.preventDefault()
      setDrag(undefined)
      onFiles?.([...(event.dataTransfer?.files ?? [])])
    }
    window.addEventListener('dragenter', onOver)
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragenter', onOver)
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [onFiles])
  return drag
}

function draggedFiles(event: DragEvent): FileDrag | undefined {
  if (!event.dataTransfer?.types.includes('Files')) return undefined
  const items = [...event.dataTransfer.items].filter((item) => item.kind === 'file')
  const obstacle = items.length > 0 ? findTypeObstacle(items.map((item) => item.type)) : undefined
  return { count: items.length, ...(obstacle ? { obstacle } : {}) }
}

function isSame(before: FileDrag | undefined, now: FileDrag): boolean {
  return before?.count === now.count && before.obstacle === now.obstacle
}
