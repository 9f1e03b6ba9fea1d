import { Button, Drawer, Group } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconCopy } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { rowWords } from '../../../shared/words/controls.ts'
import { copyText } from '../../window/copy-text.ts'
import { announce } from '../announcer.tsx'
import { ToolButton } from '../tool-button.tsx'
import classes from './row-drawer.module.css'

interface RowDrawerProps {
  /** `Row 12` unless something else is to be said of it. */
  readonly title?: string
  /** 0-based within the page; undefined while closed. */
  readonly row: number | undefined
  readonly rowCount: number
  readonly firstNumber: number
  readonly names: readonly string[]
  readonly getRow: (row: number) => readonly string[] | undefined
  readonly onMove: (row: number) => void
  readonly onClose: () => void
}

/** One row, all of it: long values and line breaks as they are, each of them copyable. */
export function RowDrawer({ title, row, rowCount, firstNumber, names, getRow, onMove, onClose }: RowDrawerProps) {
  const cells = row === undefined ? undefined : getRow(row)
  const step = (by: number) => {
    const next = (row ?? 0) + by
    if (next >= 0 && next < rowCount) onMove(next)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    step(event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <Drawer
      opened={row !== undefined}
      onClose={onClose}
      size={440}
      title={title ?? rowWords.title(firstNumber + (row ?? 0))}
      onKeyDown={onKeyDown}
      closeButtonProps={{ 'aria-label': rowWords.close }}
    >
      <Group justify="space-between" mb="sm">
        <Button leftSection={<IconCopy size={14} stroke={1.5} />} onClick={() => copyRow(names, cells)}>
          {rowWords.copyRow}
        </Button>
        <Group gap={2}>
          <ToolButton icon={IconChevronUp} label={rowWords.previous} keys="Alt+↑" onClick={() => step(-1)} />
          <ToolButton icon={IconChevronDown} label={rowWords.next} keys="Alt+↓" onClick={() => step(1)} />
        </Group>
      </Group>
      <dl className={classes.fields}>
        {names.map((name, index) => (
          <Field key={name} name={name} value={cells?.[index]} />
        ))}
      </dl>
    </Drawer>
  )
}

function Field({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  return (
    <div className={classes.field}>
      <dt className={classes.name}>
        {name}
        {value ? (
          <ToolButton icon={IconCopy} label={rowWords.copyValue(name)} onClick={() => copyValue(name, value)} />
        ) : null}
      </dt>
      <dd className={classes.value} tabIndex={value && value.length > 400 ? 0 : undefined}>
        {value === undefined ? '…' : value === '' ? <span className={classes.empty}>{rowWords.empty}</span> : value}
      </dd>
    </div>
  )
}

async function copyValue(name: string, text: string) {
  await copyText(text)
  announce(rowWords.valueCopied(name))
}

async function copyRow(names: readonly string[], cells: readonly string[] | undefined) {
  if (!cells) return
  await copyText(names.map((name, index) => `${name}: ${cells[index] ?? ''}`).join('\n'))
  announce(rowWords.rowCopied)
}
