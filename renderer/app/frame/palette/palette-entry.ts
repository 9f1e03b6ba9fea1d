import type { TablerIcon } from '@tabler/icons-react'
import type { paletteWords } from '../../../../shared/words/palette.ts'
import type { Tone } from '../../../ui/state-badge.tsx'
import type { Findable } from './rank-entries.ts'

/** One line of the palette. */
export interface PaletteEntry extends Findable {
  /** Unique in the document: the option's element id. */
  readonly id: string
  readonly group: keyof typeof paletteWords.groups
  readonly icon: TablerIcon
  /** How it stands, as the color of the icon. */
  readonly tone?: Tone
  /** `mod+K` */
  readonly keys?: string
  /** Why it cannot be done now. */
  readonly whyNot?: string
  readonly run: () => void
}
