import { Button } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { SUPPORT_WORDS } from '../../../shared/words/support.ts'
import { runCommand } from '../../window/commands.ts'

interface ReportButtonProps {
  /** As in the details of a failure. */
  readonly quiet?: boolean
}

/** Opens the report for support, which is read before it is saved. */
export function ReportButton({ quiet }: ReportButtonProps) {
  return (
    <Button
      {...(quiet ? { size: 'xs', variant: 'subtle' } : {})}
      leftSection={<IconFileText size={14} stroke={1.5} aria-hidden />}
      onClick={() => runCommand('support-report')}
    >
      {SUPPORT_WORDS.open}
    </Button>
  )
}
