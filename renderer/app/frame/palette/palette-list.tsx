import { paletteWords } from '../../../../shared/words/palette.ts'
import { keyWords } from '../../../window/platform.ts'
import classes from './palette.module.css'
import type { PaletteEntry } from './palette-entry.ts'
import type { FoundGroup } from './rank-entries.ts'

interface PaletteListProps {
  readonly groups: readonly FoundGroup<PaletteEntry>[]
  readonly currentId: string | undefined
  readonly isSearching: boolean
  readonly text: string
  readonly onChoose: (entry: PaletteEntry) => void
}

export function PaletteList({ groups, currentId, isSearching, text, onChoose }: PaletteListProps) {
  const isEmpty = text.trim() === ''
  return (
    <>
      <div id="palette-list" className={classes.list} role="listbox" aria-label={paletteWords.results}>
        {groups.map(({ group, entries, total }) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role, a fieldset would be a form's
          <div key={group} role="group" aria-label={titleOf(group)}>
            <div className={classes.group} aria-hidden>
              {titleOf(group)}
              {total > entries.length ? <span>{paletteWords.partOf(entries.length, total)}</span> : null}
            </div>
            {entries.map((entry) => (
              <Option key={entry.id} entry={entry} current={entry.id === currentId} onChoose={onChoose} />
            ))}
          </div>
        ))}
      </div>
      {isEmpty ? <p className={classes.finds}>{paletteWords.finds}</p> : null}
      <Status groups={groups} isSearching={isSearching} text={text} />
    </>
  )
}

/** How many were found: seen where it is none, and always told to screen readers. */
function Status({ groups, isSearching, text }: Pick<PaletteListProps, 'groups' | 'isSearching' | 'text'>) {
  const shown = groups.reduce((sum, { entries }) => sum + entries.length, 0)
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  if (shown === 0) {
    return (
      <p className={classes.status} role="status">
        {isSearching ? paletteWords.searching : paletteWords.none(text)}
        {isSearching ? null : <span>{paletteWords.noneHint}</span>}
      </p>
    )
  }
  const found = paletteWords.found(shown, total)
  return (
    <p className={classes.status} role="status" data-quiet>
      {isSearching ? paletteWords.stillSearching(found) : found}
    </p>
  )
}

interface OptionProps {
  readonly entry: PaletteEntry
  readonly current: boolean
  readonly onChoose: (entry: PaletteEntry) => void
}

function Option({ entry, current, onChoose }: OptionProps) {
  const { id, icon: Icon, tone, title, hint, keys, whyNot } = entry
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and takes the keys, by aria-activedescendant
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={id}
      role="option"
      aria-selected={current}
      aria-disabled={whyNot ? true : undefined}
      className={classes.option}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(entry)}
    >
      <Icon size={16} stroke={1.5} aria-hidden data-tone={tone} />
      <span className={classes.title} title={title}>
        {title}
      </span>
      {whyNot || hint ? <span className={classes.hint}>{whyNot ?? hint}</span> : null}
      {keys ? <kbd className={classes.keys}>{keyWords(keys)}</kbd> : null}
    </div>
  )
}

function titleOf(group: string): string {
  return paletteWords.groups[group as PaletteEntry['group']]
}
