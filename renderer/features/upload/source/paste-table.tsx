import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { IconClipboardText } from '@tabler/icons-react'
import { useState } from 'react'
import { controlWords } from '../../../../shared/words/controls.ts'
import { pasteWords } from '../../../../shared/words/sources.ts'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import type { Pasting } from './use-pasting.ts'

/** For users who look for a button, and for those who cannot press two keys at once. The window itself may not read the clipboard. */
export function PasteTable({ pasting }: { readonly pasting: Pasting }) {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const close = () => setOpen(false)
  return (
    <>
      <Button
        size="md"
        leftSection={<IconClipboardText size={16} stroke={1.5} aria-hidden />}
        onClick={() => {
          setText('')
          setOpen(true)
        }}
      >
        {pasteWords.button}
      </Button>
      <Modal opened={isOpen} onClose={close} title={pasteWords.title} size="lg">
        <Stack gap="md">
          <Textarea
            label={pasteWords.label}
            description={pasteWords.description}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            rows={8}
            data-autofocus
          />
          <Group justify="flex-end" gap="sm">
            <Button size="md" onClick={close}>
              {controlWords.cancel}
            </Button>
            <ReasonedButton
              size="md"
              variant="filled"
              loading={pasting.isPending}
              disabledBecause={text.trim() === '' ? pasteWords.nothing : undefined}
              onClick={() => pasting.paste(text)}
            >
              {pasteWords.review}
            </ReasonedButton>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
