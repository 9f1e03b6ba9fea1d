import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { rejectedWords } from '../../../shared/words/rejects.ts'
import { FixRejects } from './fix-rejects.tsx'
import type { RejectSource } from './reject-source.ts'

interface RejectActionsProps {
  readonly source: RejectSource
  readonly save: ReactNode
  /** False where the page asks for another step first. */
  readonly isMain?: boolean
}

/** What can be done with rejected rows: they are saved with their reasons, or put right and sent again. */
export function RejectActions({ source, save, isMain = true }: RejectActionsProps) {
  const [fixing, setFixing] = useState(false)
  return (
    <>
      {save}
      <Button
        variant={isMain ? 'filled' : 'default'}
        leftSection={<IconPencil size={14} stroke={1.5} aria-hidden />}
        onClick={() => setFixing(true)}
      >
        {rejectedWords.fix}
      </Button>
      <FixRejects source={source} opened={fixing} onClose={() => setFixing(false)} />
    </>
  )
}
