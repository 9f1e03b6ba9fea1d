import { Button } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { keychainWords } from '../../../shared/words/settings.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { keychainQuery } from './queries.ts'

const LOOKS = {
  available: { tone: 'green', icon: IconCircleCheck, word: keychainWords.states.available },
  locked: { tone: 'amber', icon: IconLock, word: keychainWords.states.locked },
  missing: { tone: 'amber', icon: IconCircleX, word: keychainWords.states.missing },
  refused: { tone: 'red', icon: IconCircleX, word: keychainWords.states.refused },
} as const

export function KeychainFacts() {
  const { data, error, refetch, isFetching } = useQuery(keychainQuery())
  if (error) return <Failure error={error} onRetry={refetch} retrying={isFetching} inset />
  if (!data) return <p>{keychainWords.checking}</p>
  return (
    <>
      <div>
        {data.name} <StateBadge {...LOOKS[data.state]} />
      </div>
      <p>{keychainWords.meaning(data)}</p>
      {data.state === 'available' ? null : (
        <Button loading={isFetching} onClick={() => refetch()}>
          {keychainWords.checkAgain}
        </Button>
      )}
    </>
  )
}
