import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { compareWords } from '../../../../shared/words/compare.ts'
import { rowWords } from '../../../../shared/words/controls.ts'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { ToolButton } from '../../../ui/tool-button.tsx'
import classes from './compare.module.css'
import type { PartRow } from './queries.ts'

interface ComparedRowPanelProps {
  readonly title: string
  readonly names: readonly string[]
  /** Undefined while the row is on its way. */
  readonly row: PartRow | undefined
  readonly onStep: (by: number) => void
  readonly onClose: () => void
}

/** One row, older and newer beside each other, with what changed marked. */
export function ComparedRowPanel({ title, names, row, onStep, onClose }: ComparedRowPanelProps) {
  return (
    <SidePanel
      title={title}
      label={title}
      onClose={onClose}
      actions={
        <>
          <ToolButton icon={IconChevronUp} label={rowWords.previous} onClick={() => onStep(-1)} />
          <ToolButton icon={IconChevronDown} label={rowWords.next} onClick={() => onStep(1)} />
        </>
      }
    >
      <table className={classes.fields} aria-label={title}>
        <thead>
          <tr>
            <td />
            {row?.before ? <th scope="col">{compareWords.before}</th> : null}
            <th scope="col">{row?.before ? compareWords.after : compareWords.value}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, index) => (
            <tr key={name} data-changed={row?.changed?.includes(index) || undefined}>
              <th scope="row">{name}</th>
              {row?.before ? <td>{row.before[index]}</td> : null}
              <td>{row?.cells[index] ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SidePanel>
  )
}
