import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { controlWords } from '../../shared/words/controls.ts'

interface ConfirmDialogProps {
  readonly opened: boolean
  /** A question: `Remove ACME?` */
  readonly title: string
  /** What it means. */
  readonly children: ReactNode
  /** Names what is done: `Remove connection`, never `OK`. */
  readonly confirm: string
  readonly cancel?: string
  readonly destructive?: boolean
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back. Esc and the first button leave everything as it is. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} withCloseButton={false}>
      <Stack gap="lg">
        <div>{props.children}</div>
        <Group justify="flex-end" gap="sm">
          <Button size="md" onClick={props.onClose} data-autofocus={props.destructive || undefined}>
            {props.cancel ?? controlWords.cancel}
          </Button>
          <Button
            size="md"
            variant="filled"
            color={props.destructive ? 'red' : 'indigo'}
            loading={props.busy}
            onClick={props.onConfirm}
            data-autofocus={props.destructive ? undefined : true}
          >
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
