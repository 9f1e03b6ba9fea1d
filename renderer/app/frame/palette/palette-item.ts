import type { TablerIcon } from '@tabler/icons-react'

export interface PaletteItem {
  /** Unique in the document: the option's element id. */
  readonly id: string
  readonly icon: TablerIcon
  readonly title: string
  /** What tells it from others of its name. */
  readonly hint?: string
  /** `mod+K` */
  readonly keys?: string
  /** Words it is also found by. */
  readonly also?: string
  readonly run: () => void
}

export interface PaletteGroup {
  readonly title: string
  readonly items: readonly PaletteItem[]
}

/** True when every word typed is found in the item's title, hint or other words. */
export function isMatch(item: PaletteItem, text: string): boolean {
  const hay = `${item.title} ${item.hint ?? ''} ${item.also ?? ''}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}
