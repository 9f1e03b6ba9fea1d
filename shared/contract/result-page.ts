/** One page of a sync's data, held by main; the window reads rows of it in small windows. */
export interface ResultPage {
  readonly pageId: string
  readonly syncId: number
  readonly offset: number
  readonly limit: number
  /** Rows that really came. */
  readonly rows: number
  readonly columns: readonly string[]
  readonly totalResults?: number
  readonly hasMore: boolean
  /** ISO time. */
  readonly fetchedAt: string
  /** What was odd about the answer, in words: a lying `count`, columns that come and go. */
  readonly notes: readonly string[]
}

/** Most rows one read of a page may ask for. */
export const MAX_WINDOW_ROWS = 200

export interface CellPlace {
  /** 0-based within the page. */
  readonly row: number
  /** 0-based among the page's `columns`, whichever of them are shown and in what order. */
  readonly column: number
}
