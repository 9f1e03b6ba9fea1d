import { Button, Group, Modal, Stack } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type AdminValue, adminWords, SUGGESTED_REDIRECT } from '../../../../shared/words/connect-admin.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import classes from './oauth-form.module.css'

interface AdminPageProps {
  readonly opened: boolean
  /** What is in the field for the redirect address. */
  readonly redirect: string
  readonly onClose: () => void
}

/** What an administrator does once: to be read here, or sent as a message. */
export function AdminPage({ opened, redirect, onClose }: AdminPageProps) {
  const address = redirect.trim() || SUGGESTED_REDIRECT
  return (
    <Modal opened={opened} onClose={onClose} title={adminWords.title} size={640} withCloseButton={false}>
      <Stack gap="md">
        <p>{adminWords.intro}</p>
        <div>
          <p>{adminWords.where}</p>
          <p>{adminWords.permission}</p>
        </div>
        <p>{adminWords.enter}</p>
        <dl className={classes.values}>
          {adminWords.values(address).map((value) => (
            <ValueLine key={value.name} {...value} />
          ))}
        </dl>
        <p className={classes.hint}>
          {adminWords.iconHint} {adminWords.redirectHint}
        </p>
        <p>{adminWords.send}</p>
        <Group justify="flex-end" gap="sm">
          <CopyButton name={adminWords.copyMessage} text={adminWords.message(address)} label={adminWords.copyMessage} />
          <Button variant="filled" onClick={onClose}>
            {adminWords.close}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function ValueLine({ name, value }: AdminValue) {
  return (
    <div className={classes.value}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd>
        <CopyButton name={adminWords.copy(name)} text={value} />
      </dd>
    </div>
  )
}

interface CopyButtonProps {
  readonly name: string
  readonly text: string
  /** Shown beside the icon. */
  readonly label?: string
}

function CopyButton({ name, text, label }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const copy = useMutation({
    mutationFn: () => api.copyText({ text }),
    onSuccess: () => {
      setCopied(true)
      announce(adminWords.copied)
    },
  })
  const Icon = copied ? IconCheck : IconCopy
  return (
    <Button
      variant={label ? 'default' : 'subtle'}
      {...(label ? { leftSection: <Icon size={14} stroke={1.5} aria-hidden /> } : { px: 6, 'aria-label': name })}
      onClick={() => copy.mutate()}
    >
      {label ? copied ? adminWords.copied : label : <Icon size={16} stroke={1.5} aria-hidden />}
    </Button>
  )
}
