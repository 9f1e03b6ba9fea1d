import { Checkbox } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconCopy } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { rowWords } from '../../../shared/words/controls.ts'
import { copyText } from '../../window/copy-text.ts'
import { announce } from '../announcer.tsx'
import { SidePanel } from '../side-panel.tsx'
import { ToolButton } from '../tool-button.tsx'
import classes from './row-panel.module.css'

interface RowPanelProps {
  /** `Row 12` */
  readonly title: string
  readonly names: readonly string[]
  /** Undefined while the row is on its way. */
  readonly cells: readonly string[] | undefined
  /** To the next row, or the one before. */
  readonly onStep: (by: number) => void
  readonly onClose: () => void
}

/** One row, all of it, beside the table: a line a column, long values and line breaks whole, each of them copyable. */
export function RowPanel({ title, names, cells, onStep, onClose }: RowPanelProps) {
  const [hidesBlank, setHidesBlank] = useState(false)
  const fields = names.map((name, index) => ({ name, value: cells?.[index] }))
  const shown = hidesBlank ? fields.filter(({ value }) => value !== '') : fields
  const copyRow = () => copy(fields.map(({ name, value = '' }) => `${name}: ${value}`).join('\n'), rowWords.rowCopied)

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onStep(event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <SidePanel
      title={title}
      label={title}
      onClose={onClose}
      actions={
        <>
          <ToolButton icon={IconChevronUp} label={rowWords.previous} keys="Alt+↑" onClick={() => onStep(-1)} />
          <ToolButton icon={IconChevronDown} label={rowWords.next} keys="Alt+↓" onClick={() => onStep(1)} />
          <ToolButton icon={IconCopy} label={rowWords.copyRow} onClick={copyRow} />
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Alt with an arrow steps from wherever the focus is */}
      <div onKeyDown={onKeyDown}>
        <Checkbox
          className={classes.choice}
          label={rowWords.hideBlank}
          checked={hidesBlank}
          onChange={(event) => setHidesBlank(event.currentTarget.checked)}
        />
        <dl className={classes.fields}>
          {shown.map((field) => (
            <Field key={field.name} {...field} />
          ))}
        </dl>
      </div>
    </SidePanel>
  )
}

function Field({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  return (
    <div className={classes.field}>
      <dt className={classes.name} title={name}>
        {name}
      </dt>
      <dd className={classes.value}>
        {value === undefined ? '…' : value === '' ? <span className={classes.empty}>{rowWords.empty}</span> : value}
        {value ? (
          <span className={classes.copy}>
            <ToolButton
              icon={IconCopy}
              label={rowWords.copyValue(name)}
              onClick={() => copy(value, rowWords.valueCopied(name))}
            />
          </span>
        ) : null}
      </dd>
    </div>
  )
}

async function copy(text: string, said: string) {
  await copyText(text)
  announce(said)
}
