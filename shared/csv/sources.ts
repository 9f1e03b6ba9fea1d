/** Why a workbook, a JSON file or a pasted table cannot become rows. */
export interface SourceRefusal {
  readonly reason:
    | 'old-excel'
    | 'password'
    | 'binary-excel'
    | 'open-document'
    | 'no-workbook'
    | 'damaged'
    | 'unpacks-to-too-much'
    | 'no-sheets'
    | 'empty-sheet'
    | 'too-many-columns'
    | 'json-damaged'
    | 'json-not-rows'
    | 'json-nested'
    | 'json-key-twice'
    | 'json-empty'
    | 'pasted-empty'
  /** 1-based, where one is at fault. */
  readonly row?: number
  /** The field at fault. */
  readonly key?: string
}

/** A sheet of a workbook, as its tabs show them. */
export interface WorkbookSheet {
  /** 0-based place among all sheets. */
  readonly index: number
  readonly name: string
  readonly isHidden: boolean
  /** From the sheet's own note of what is used, which some programs leave out: `A1:L1001` is 1,001 rows. */
  readonly rows?: number
  readonly columns?: number
}

/** A file that was opened before. `recentId` stands for its path, which the window never learns. */
export interface RecentFile {
  readonly recentId: string
  readonly name: string
  /** ISO time. */
  readonly openedAt: string
  /** The file is no longer where it was. */
  readonly isMissing: boolean
}

/** A definition to which a file with the same columns was sent. */
export interface SameColumns {
  readonly targetUri: string
  readonly name: string
  /** Of the file that was sent. */
  readonly fileName: string
  /** ISO time. */
  readonly sentAt: string
}

/** Characters of a pasted table: enough for 30,000 rows of contacts. A larger table is better saved as a file. */
export const MOST_PASTED = 5_000_000

/** A file that has to become rows before it can be checked. */
export type SourceFormat = 'workbook' | 'json'
