import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { formatCount } from '../../shared/words/numbers.ts'
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
  const total = totalResults === undefined ? '' : ` of ${formatCount(totalResults)}`
  return (
    <nav className={classes.pager} aria-label={`Pages of ${noun}`}>
      <span role="status">
        {isFetching
          ? 'Fetching another page…'
          : `${formatCount(offset + 1)} to ${formatCount(offset + items.length)}${total} ${noun}`}
      </span>
      <ToolButton
        icon={IconChevronLeft}
        label="Previous page"
        disabledBecause={offset === 0 ? 'this is the first page' : undefined}
        onClick={() => onGo(Math.max(0, offset - limit))}
      />
      <ToolButton
        icon={IconChevronRight}
        label="Next page"
        disabledBecause={hasMore && items.length > 0 ? undefined : 'this is the last page'}
        onClick={() => onGo(offset + limit)}
      />
    </nav>
  )
}
