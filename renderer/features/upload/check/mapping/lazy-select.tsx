import { Select, type SelectProps } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import classes from './lazy-select.module.css'

export interface Choice {
  readonly value: string
  readonly label: string
}

interface LazySelectProps {
  readonly id?: string
  readonly label: string
  readonly chosen: Choice
  /** Asked for when the list is about to open. */
  readonly choices: () => readonly Choice[]
  readonly onChoose: (value: string) => void
  readonly nothingFound: string
  /** Takes the focus when it comes into the page. */
  readonly autoFocus?: boolean
}

/** Longer lists can be searched. */
const MANY = 12
/** Pixels of the list: names may be long. */
const WIDE = 360
const LIST: SelectProps['comboboxProps'] = {
  width: WIDE,
  position: 'bottom-start',
  transitionProps: { duration: 120 },
  // There before it is opened, which is a moment later: its field names it to screen readers from the first on.
  keepMounted: true,
}

/**
 * A choice that is a plain button until it is opened. A file of a hundred columns shows a hundred of these, and the
 * same number of whole selects takes the window a quarter of a second.
 */
export function LazySelect(props: LazySelectProps) {
  const { id, label, chosen, choices, autoFocus } = props
  const [open, setOpen] = useState<readonly Choice[]>()
  const place = useRef<HTMLDivElement>(null)
  const takesFocus = useRef(autoFocus === true)

  function close() {
    // By a choice or Esc, not by going on to the next field: then the focus stays with this one.
    takesFocus.current = place.current?.contains(document.activeElement) === true
    setOpen(undefined)
  }

  return (
    <div ref={place} className={classes.place}>
      {open ? (
        <OpenSelect {...props} data={open} onClose={close} />
      ) : (
        <button
          ref={(button) => {
            if (takesFocus.current) button?.focus()
            takesFocus.current = false
          }}
          id={id}
          type="button"
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded={false}
          aria-label={label}
          className={classes.closed}
          onClick={() => setOpen(choices())}
          onKeyDown={(event) => opensList(event) && setOpen(choices())}
        >
          <span className={classes.chosen}>{chosen.label}</span>
          <IconSelector size={14} stroke={1.5} aria-hidden />
        </button>
      )}
    </div>
  )
}

interface OpenSelectProps extends LazySelectProps {
  readonly data: readonly Choice[]
  readonly onClose: () => void
}

function OpenSelect({ label, chosen, data, onChoose, nothingFound, onClose }: OpenSelectProps) {
  const field = useRef<HTMLInputElement>(null)
  const search = useTypedSearch(field)
  const isLong = data.length > MANY
  // By a click, as a user opens it: only then does Mantine begin at the option that is chosen. A task of its own, for
  // a list of a hundred is measured and placed in it.
  useEffect(() => {
    field.current?.focus()
    const soon = setTimeout(() => field.current?.click())
    return () => clearTimeout(soon)
  }, [])
  return (
    <Select
      ref={field}
      aria-label={label}
      value={chosen.value}
      data={[...data]}
      {...(isLong ? { ...search, searchable: true, selectFirstOptionOnChange: true, placeholder: chosen.label } : {})}
      nothingFoundMessage={nothingFound}
      comboboxProps={LIST}
      onChange={(value) => value !== null && onChoose(value)}
      onDropdownClose={onClose}
    />
  )
}

/**
 * A search that begins empty. Mantine writes the label of the option that is chosen into the field, where it would be
 * searched for together with what is typed: only what stands in the field itself was typed.
 */
function useTypedSearch(field: RefObject<HTMLInputElement | null>) {
  const [searchValue, setSearch] = useState('')
  return {
    searchValue,
    onSearchChange(text: string) {
      if (field.current?.value === text) setSearch(text)
    },
  }
}

/** Enter and Space press the button by themselves. */
function opensList(event: KeyboardEvent): boolean {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false
  event.preventDefault()
  return true
}
