import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { SUPPORT_WORDS } from '../../../shared/words/support.ts'
import { api } from '../../api.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { announce } from '../../ui/announcer.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { useCommand } from '../../window/commands.ts'

/** Shows the whole report before it is saved. Opened by the command `support-report`, from wherever an error is unknown. */
export function SupportReportDialog() {
  const [isOpen, setIsOpen] = useState(false)
  const make = useMutation({ mutationFn: () => api.makeSupportReport(), meta: { shownInPlace: true } })
  useCommand('support-report', () => {
    setIsOpen(true)
    make.mutate()
  })
  const close = () => setIsOpen(false)
  return (
    <Modal opened={isOpen} onClose={close} title={SUPPORT_WORDS.title} size="xl">
      <Stack gap="md">
        <p>{SUPPORT_WORDS.about}</p>
        {make.error ? <Failure error={make.error} context="reading" onRetry={() => make.mutate()} inset /> : null}
        {make.data ? <CodeBlock label={SUPPORT_WORDS.label} text={make.data.text} maxHeight={400} /> : null}
        <SaveButtons reportId={make.data?.reportId} onClose={close} />
      </Stack>
    </Modal>
  )
}

interface SaveButtonsProps {
  readonly reportId: string | undefined
  readonly onClose: () => void
}

function SaveButtons({ reportId, onClose }: SaveButtonsProps) {
  const save = useMutation({
    mutationFn: (id: string) => api.saveSupportReport({ reportId: id }),
    meta: { context: 'saving' },
    onSuccess: ({ saved }) => {
      if (!saved) return
      announce(SUPPORT_WORDS.saved)
      onClose()
    },
  })
  return (
    <Group justify="flex-end" gap="sm">
      <Button size="md" onClick={onClose}>
        {SUPPORT_WORDS.close}
      </Button>
      <Button
        size="md"
        variant="filled"
        disabled={reportId === undefined}
        loading={save.isPending}
        onClick={() => reportId !== undefined && save.mutate(reportId)}
      >
        {SUPPORT_WORDS.save}
      </Button>
    </Group>
  )
}
