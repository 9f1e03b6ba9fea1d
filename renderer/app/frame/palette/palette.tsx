import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { paletteWords } from '../../../../shared/words/shell.ts'
import classes from './palette.module.css'
import type { PaletteGroup, PaletteItem } from './palette-item.ts'
import { PaletteList } from './palette-list.tsx'
import { usePaletteItems } from './use-palette-items.ts'

interface PaletteProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly onOverlay: (overlay: 'transfers' | 'shortcuts') => void
  readonly onConnect: () => void
}

/** Search or do anything: commands, sections, definitions and syncs, from one field. */
export function Palette({ opened, onClose, ...ways }: PaletteProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={620} yOffset="12vh" padding={0}>
      <Modal.Overlay backgroundOpacity={0.3} />
      <Modal.Content className={classes.content} aria-label={paletteWords.label}>
        <Modal.Body>
          <PaletteBody onClose={onClose} {...ways} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteBody({ onClose, onOverlay, onConnect }: Omit<PaletteProps, 'opened'>) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { groups, isSearching } = usePaletteItems(text, { onOverlay, onConnect })
  const items = groups.flatMap((group: PaletteGroup) => group.items)
  const current = items[Math.min(at, items.length - 1)]
  const choose = (item: PaletteItem) => {
    onClose()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = items.length - 1
    if (event.key === 'ArrowDown') setAt(at >= last ? 0 : at + 1)
    else if (event.key === 'ArrowUp') setAt(at <= 0 ? last : at - 1)
    else if (event.key === 'Enter' && current) choose(current)
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
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList groups={groups} currentId={current?.id} isSearching={isSearching} text={text} onChoose={choose} />
    </>
  )
}

function useScrolledIntoView(id: string | undefined): void {
  useEffect(() => {
    if (id) document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
  }, [id])
}
