import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { practiceWords } from '../../../shared/words/connect.ts'
import { oauthWords, practiceOAuthWords } from '../../../shared/words/connect-oauth.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { useOAuth } from './oauth/use-oauth.ts'
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
  const oauth = useOAuth(
    (way) => ({ app: { practice: true }, way, environment: 'sandbox', keep: 'session' }),
    () => onDone?.(),
  )
  return (
    <section className={classes.offer} aria-labelledby="practice-title">
      <IconFlask className={classes.icon} size={24} stroke={1.5} aria-hidden />
      <h2 id="practice-title">{practiceWords.title}</h2>
      <p>{practiceWords.offer}</p>
      <Button size="md" loading={open.isPending} onClick={() => open.mutate()}>
        {practiceWords.open}
      </Button>
      {oauth.waiting ? (
        <p role="status">
          {oauthWords.waiting} {practiceOAuthWords.hint}
        </p>
      ) : null}
      <Button
        variant="subtle"
        loading={oauth.isBeginning}
        onClick={() => (oauth.waiting ? oauth.cancel() : oauth.begin('window'))}
      >
        {oauth.waiting ? oauthWords.cancel : practiceOAuthWords.open}
      </Button>
      {oauth.failure ? <Failure error={oauth.failure} context="signing-in" inset /> : null}
      {open.error ? <Failure error={open.error} context="signing-in" inset /> : null}
    </section>
  )
}
