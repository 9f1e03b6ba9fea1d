import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import { controlWords } from '../../shared/words/controls.ts'
import { findByWords } from './find-by-words.ts'
import classes from './search-picker.module.css'
import { useWindowedRows } from './use-windowed-rows.ts'

export interface PickerOption {
  readonly value: string
  readonly label: string
  /** Dimmed, behind the label: a statement, a count. It is searched too. */
  readonly detail?: string
}

interface SearchPickerProps {
  readonly label: string
  readonly placeholder?: string
  /** What is chosen, shown while nothing is typed. A picker without one adds and stays open. */
  readonly chosen?: string
  readonly options: readonly PickerOption[]
  readonly onPick: (value: string) => void
  /** What is wrong, or only that something is. */
  readonly error?: string | boolean | undefined
  /** The label is for screen readers only. */
  readonly unlabelled?: boolean
}

const ROW = 28

/** A field that searches thousands of choices and shows those in sight. Arrows move, Enter picks, Esc closes. */
export function SearchPicker(props: SearchPickerProps) {
  const { options, chosen, onPick } = props
  const [search, setSearch] = useState<string>()
  const [active, setActive] = useState(0)
  const listId = useId()
  const asked = useDeferredValue(search ?? '')
  const found = useMemo(() => findByWords(options, asked, textOf), [options, asked])
  const at = Math.min(active, Math.max(0, found.length - 1))
  const isOpen = search !== undefined
  const list = useWindowedRows(found.length, ROW)

  function pick(option: PickerOption | undefined): void {
    if (!option) return
    onPick(option.value)
    setSearch(chosen === undefined ? '' : undefined)
  }

  /** The list on screen may be a key behind, so what was typed decides, not what is still shown. */
  function pickTyped(): void {
    const current = asked === search ? found : findByWords(options, search ?? '', textOf)
    pick(current[Math.min(active, current.length - 1)])
  }

  function move(to: number): void {
    const next = Math.max(0, Math.min(to, found.length - 1))
    setActive(next)
    list.reveal(next)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      if (isOpen) move(at + step)
      else setSearch('')
    } else if (event.key === 'Enter' && isOpen && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      pickTyped()
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation()
      setSearch(undefined)
    }
  }

  return (
    <div className={classes.picker}>
      <TextInput
        label={props.unlabelled ? undefined : props.label}
        aria-label={props.label}
        placeholder={props.placeholder}
        error={props.error}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
        value={search ?? chosen ?? ''}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && found.length > 0 ? `${listId}-${at}` : undefined}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setSearch((text) => text ?? '')}
        onBlur={() => setSearch(undefined)}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      {isOpen ? <Options listId={listId} list={list} found={found} at={at} label={props.label} onPick={pick} /> : null}
    </div>
  )
}

interface OptionsProps {
  readonly listId: string
  readonly list: ReturnType<typeof useWindowedRows>
  readonly found: readonly PickerOption[]
  readonly at: number
  readonly label: string
  readonly onPick: (option: PickerOption) => void
}

function Options({ listId, list, found, at, label, onPick }: OptionsProps) {
  return (
    // The list itself scrolls: a list of a combobox is reached by the arrows of its field.
    <div id={listId} role="listbox" aria-label={label} className={classes.dropdown} {...list.scrollProps}>
      {found.length === 0 ? (
        // biome-ignore lint/a11y/useFocusableInteractive: nothing to choose
        <div role="option" aria-disabled aria-selected={false} className={classes.none}>
          {controlWords.noMatch}
        </div>
      ) : null}
      <div role="none" className={classes.rows} style={{ height: list.height }}>
        {found.slice(list.from, list.to).map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys
          // biome-ignore lint/a11y/useFocusableInteractive: as above, options are named by aria-activedescendant
          <div
            key={option.value}
            id={`${listId}-${list.from + index}`}
            role="option"
            aria-selected={list.from + index === at}
            aria-setsize={found.length}
            aria-posinset={list.from + index + 1}
            className={classes.option}
            style={{ top: (list.from + index) * ROW }}
            // The field keeps the focus, or leaving it would close the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(option)}
          >
            <span className={classes.name}>{option.label}</span>
            {option.detail ? <span className={classes.detail}>{option.detail}</span> : null}
          </div>
        ))}
      </div>
    </div>
  )
}

function textOf({ label, detail = '' }: PickerOption): string {
  return `${label} ${detail}`
}
