import { Button, Group } from '@mantine/core'
import { controlWords } from '../../../../shared/words/controls.ts'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'

interface DialogFootProps {
  readonly confirm: string
  readonly busy: boolean
  readonly disabledBecause: string | undefined
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** The two buttons of a dialog that is a form. */
export function DialogFoot({ confirm, busy, disabledBecause, onConfirm, onClose }: DialogFootProps) {
  return (
    <Group justify="flex-end" gap="sm">
      <Button size="md" onClick={onClose}>
        {controlWords.cancel}
      </Button>
      <ReasonedButton size="md" variant="filled" loading={busy} disabledBecause={disabledBecause} onClick={onConfirm}>
        {confirm}
      </ReasonedButton>
    </Group>
  )
}
