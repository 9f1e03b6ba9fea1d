import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { paletteWords } from '../../../../shared/words/palette.ts'
import { announce } from '../../../ui/announcer.tsx'
import classes from './palette.module.css'
import type { PaletteWays } from './palette-actions.ts'
import type { PaletteEntry } from './palette-entry.ts'
import { PaletteList } from './palette-list.tsx'
import { usePaletteEntries } from './use-palette-entries.ts'
import { type FrameWays, usePaletteWays } from './use-palette-ways.ts'

interface PaletteProps extends FrameWays {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Search or do anything: commands, screens, settings, and everything that has a name or a number, from one field. */
export function Palette({ opened, onClose, ...frame }: PaletteProps) {
  const ways = usePaletteWays(frame)
  const opening = useCount(opened)
  return (
    <Modal.Root opened={opened} onClose={onClose} size={680} yOffset="12vh" padding={0}>
      <Modal.Overlay backgroundOpacity={0.3} />
      <Modal.Content className={classes.content} aria-label={paletteWords.label}>
        <Modal.Body>
          <PaletteBody key={opening} onClose={onClose} ways={ways} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** How often it was opened: each opening begins with an empty field, also one that comes while the last still fades away. */
function useCount(opened: boolean): number {
  const [before, setBefore] = useState(false)
  const [count, setCount] = useState(0)
  if (opened !== before) {
    setBefore(opened)
    if (opened) setCount(count + 1)
  }
  return count
}

interface BodyProps {
  readonly ways: PaletteWays
  readonly onClose: () => void
}

function PaletteBody({ ways, onClose }: BodyProps) {
  const [text, setText] = useState('')
  /** Where the arrows are; undefined until they were used: then the best entry is the current one, also when a better one comes. */
  const [chosenId, setChosenId] = useState<string>()
  const { groups, isSearching } = usePaletteEntries(text, ways)
  const entries = groups.flatMap((group) => group.entries)
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosenId),
  )
  const current = entries[at]
  const choose = (entry: PaletteEntry) => {
    if (entry.whyNot) return announce(paletteWords.cannot(entry.title, entry.whyNot))
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = stepOf(event.key, at, entries.length)
    if (to !== undefined) setChosenId(entries[to]?.id)
    else if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) choose(current)
    else return
    event.preventDefault()
  }
  useScrolledIntoView(current?.id)
  return (
    <>
      <div className={classes.field}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <input
          className={classes.input}
          data-autofocus
          role="combobox"
          aria-label={paletteWords.label}
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={current?.id}
          aria-autocomplete="list"
          placeholder={paletteWords.hint}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setChosenId(undefined)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList groups={groups} currentId={current?.id} isSearching={isSearching} text={text} onChoose={choose} />
    </>
  )
}

/** Arrows go round, and by the page they stop at the ends. Home and End stay with the text. */
function stepOf(key: string, at: number, count: number): number | undefined {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return at >= last ? 0 : at + 1
    case 'ArrowUp':
      return at <= 0 ? last : at - 1
    case 'PageDown':
      return Math.min(last, at + PAGE)
    case 'PageUp':
      return Math.max(0, at - PAGE)
    default:
      return undefined
  }
}

const PAGE = 8

function useScrolledIntoView(id: string | undefined): void {
  useEffect(() => {
    if (id) document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
  }, [id])
}
