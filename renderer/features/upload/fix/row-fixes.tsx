import { Modal, SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { rowFixWords as words } from '../../../../shared/words/fixes.ts'
import { api } from '../../../api.ts'
import { type Fixing, withRows } from './fixing.ts'
import { ROWS_PER_PAGE, RowEditor } from './row-editor.tsx'

interface RowFixesProps {
  readonly fixing: Fixing
  readonly checkId: string
  readonly headers: readonly string[]
  readonly heldBackRows: number
  readonly opened: boolean
  readonly onClose: () => void
}

/** The rows that would not be sent, or that are in doubt, to be edited before anything is sent. */
export function RowFixes(props: RowFixesProps) {
  const { opened, onClose } = props
  return (
    <Modal opened={opened} onClose={onClose} title={words.title} size="92vw">
      <Rows {...props} />
    </Modal>
  )
}

type Which = 'held-back' | 'doubtful'

function Rows({ fixing, checkId, headers, heldBackRows, onClose }: RowFixesProps) {
  const [which, setWhich] = useState<Which>(heldBackRows > 0 ? 'held-back' : 'doubtful')
  const [offset, setOffset] = useState(0)
  const page = useQuery({
    queryKey: ['rows-to-fix', checkId, which, offset],
    queryFn: () => api.listRowsToFix({ checkId, which, offset, limit: ROWS_PER_PAGE }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const choose = (value: string) => {
    setWhich(value === 'doubtful' ? 'doubtful' : 'held-back')
    setOffset(0)
  }
  return (
    <RowEditor
      lead={words.lead}
      choice={
        <SegmentedControl
          aria-label={words.which}
          size="xs"
          value={which}
          onChange={choose}
          data={[
            { value: 'held-back', label: words.heldBack(heldBackRows) },
            { value: 'doubtful', label: words.doubtful },
          ]}
        />
      }
      headers={headers}
      page={page}
      onGo={setOffset}
      submitWords={words.apply}
      onSubmit={(rows) => {
        fixing.apply(withRows(fixing.fixes, rows))
        onClose()
      }}
      onClose={onClose}
    />
  )
}
