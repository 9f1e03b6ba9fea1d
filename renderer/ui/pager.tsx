import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { pagerWords } from '../../shared/words/controls.ts'
import classes from './pager.module.css'
import { ToolButton } from './tool-button.tsx'

/** One page of a list, as whoever pages the list tells of it. */
interface PageOfList {
  readonly items: readonly unknown[]
  /** 0-based, of the first item. */
  readonly offset: number
  readonly limit: number
  readonly totalResults?: number
  readonly hasMore: boolean
}

interface PagerProps {
  readonly page: PageOfList
  /** What is counted, as a plural: `syncs`. */
  readonly noun: string
  readonly onGo: (offset: number) => void
  /** Another page is on its way. */
  readonly isFetching?: boolean
}

/** Goes from page to page of a list that the server pages. Nothing when everything is on one page. */
export function Pager({ page, noun, onGo, isFetching }: PagerProps) {
  const { offset, limit, items, hasMore, totalResults } = page
  if (offset === 0 && !hasMore) return null
  return (
    <nav className={classes.pager} aria-label={pagerWords.label(noun)}>
      <span role="status">
        {isFetching ? pagerWords.loading : pagerWords.range(offset + 1, offset + items.length, totalResults, noun)}
      </span>
      <ToolButton
        icon={IconChevronLeft}
        label={pagerWords.previous}
        disabledBecause={offset === 0 ? pagerWords.isFirst : undefined}
        onClick={() => onGo(Math.max(0, offset - limit))}
      />
      <ToolButton
        icon={IconChevronRight}
        label={pagerWords.next}
        disabledBecause={hasMore && items.length > 0 ? undefined : pagerWords.isLast}
        onClick={() => onGo(offset + limit)}
      />
    </nav>
  )
}
