import { paletteWords } from '../../../../shared/words/shell.ts'
import { keyWords } from '../../../window/platform.ts'
import classes from './palette.module.css'
import type { PaletteGroup, PaletteItem } from './palette-item.ts'

interface PaletteListProps {
  readonly groups: readonly PaletteGroup[]
  readonly currentId: string | undefined
  readonly isSearching: boolean
  readonly text: string
  readonly onChoose: (item: PaletteItem) => void
}

export function PaletteList({ groups, currentId, isSearching, text, onChoose }: PaletteListProps) {
  const count = groups.reduce((sum, group) => sum + group.items.length, 0)
  return (
    <>
      <div id="palette-list" className={classes.list} role="listbox" aria-label={paletteWords.results}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role, a fieldset would be a form's
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={classes.group} aria-hidden>
              {group.title}
            </div>
            {group.items.map((item) => (
              <Option key={item.id} item={item} current={item.id === currentId} onChoose={onChoose} />
            ))}
          </div>
        ))}
      </div>
      <p className={classes.status} role="status" data-quiet={count > 0 || undefined}>
        {wordStatus(count, isSearching, text)}
      </p>
    </>
  )
}

function wordStatus(count: number, isSearching: boolean, text: string): string {
  if (count > 0) return paletteWords.found(count)
  return isSearching ? paletteWords.searching : paletteWords.none(text)
}

interface OptionProps {
  readonly item: PaletteItem
  readonly current: boolean
  readonly onChoose: (item: PaletteItem) => void
}

function Option({ item, current, onChoose }: OptionProps) {
  const Icon = item.icon
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and takes the keys, by aria-activedescendant
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div id={item.id} role="option" aria-selected={current} className={classes.option} onClick={() => onChoose(item)}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <span className={classes.title}>{item.title}</span>
      {item.hint ? <span className={classes.hint}>{item.hint}</span> : null}
      {item.keys ? <kbd className={classes.keys}>{keyWords(item.keys)}</kbd> : null}
    </div>
  )
}
