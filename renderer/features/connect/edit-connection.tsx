import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import { connectWords, savedConnectionWords, signInWords } from '../../../shared/words/connect.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { EnvironmentChoice } from './environment-choice.tsx'
import classes from './saved-connections.module.css'

interface EditConnectionProps {
  readonly connection: Connection
  readonly onClose: () => void
}

export function EditConnection({ connection, onClose }: EditConnectionProps) {
  const client = useQueryClient()
  const [label, setLabel] = useState(connection.label)
  const [environment, setEnvironment] = useState<'production' | 'sandbox'>(
    connection.environment === 'sandbox' ? 'sandbox' : 'production',
  )
  const save = useMutation({
    mutationFn: () => api.editConnection({ id: connection.id, label: label.trim(), environment }),
    meta: { shownInPlace: true },
    onSuccess: async () => {
      await client.invalidateQueries(connectionsQuery())
      onClose()
    },
  })
  const missing = label.trim() ? undefined : savedConnectionWords.nameMissing
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!missing) save.mutate()
  }
  return (
    <form className={classes.panel} onSubmit={onSubmit} noValidate>
      <TextInput
        label={signInWords.name}
        data-autofocus
        value={label}
        error={missing}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <EnvironmentChoice value={environment} onChange={setEnvironment} />
      {save.error ? <Failure error={save.error} context="saving" inset /> : null}
      <div className={classes.buttons}>
        <Button onClick={onClose}>{connectWords.cancel}</Button>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {connectWords.save}
        </Button>
      </div>
    </form>
  )
}
