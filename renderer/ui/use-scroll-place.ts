import { type RefObject, useLayoutEffect } from 'react'

/** How far a list was scrolled down, in pixels. Changed as it is scrolled, without rendering anything again. */
export interface ScrollPlace {
  top: number
}

/** Scrolls a list to where it was left, and notes where it is. Call what it returns whenever the list was scrolled. */
export function useScrollPlace(list: RefObject<HTMLElement | null>, place: ScrollPlace | undefined): () => void {
  useLayoutEffect(() => {
    if (place && list.current) list.current.scrollTop = place.top
  }, [list, place])
  return () => {
    if (place && list.current) place.top = list.current.scrollTop
  }
}
