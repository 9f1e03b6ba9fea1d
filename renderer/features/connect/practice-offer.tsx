import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { Failure } from '../../ui/failure.tsx'
import classes from './practice-offer.module.css'

export function PracticeOffer({ onDone }: { readonly onDone?: () => void }) {
  const client = useQueryClient()
  const open = useMutation({
    mutationFn: () => api.openPractice(),
    meta: { shownInPlace: true },
    onSuccess: async () => {
      await client.invalidateQueries(connectionsQuery())
      onDone?.()
    },
  })
  return (
    <section className={classes.offer} aria-labelledby="practice-title">
      <IconFlask className={classes.icon} size={24} stroke={1.5} aria-hidden />
      <h2 id="practice-title">No account at hand?</h2>
      <p>
        The practice instance is a small Eloqua inside Bulkdesk, with invented contacts, lists, definitions and past
        syncs. Everything works, uploads included, and nothing leaves this computer.
      </p>
      <Button size="md" loading={open.isPending} onClick={() => open.mutate()}>
        Open the practice instance
      </Button>
      {open.error ? <Failure error={open.error} context="signing-in" inset /> : null}
    </section>
  )
}
