import { Button } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { KeychainStatus } from '../../../shared/contract/connection.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { keychainQuery } from './queries.ts'

const LOOKS = {
  available: { tone: 'green', icon: IconCircleCheck, word: 'Works' },
  locked: { tone: 'amber', icon: IconLock, word: 'Locked' },
  missing: { tone: 'amber', icon: IconCircleX, word: 'Not there' },
  refused: { tone: 'red', icon: IconCircleX, word: 'Refused' },
} as const

export function KeychainFacts() {
  const { data, error, refetch, isFetching } = useQuery(keychainQuery())
  if (error) return <Failure error={error} onRetry={refetch} retrying={isFetching} inset />
  if (!data) return <p>Trying this computer’s keychain…</p>
  return (
    <>
      <div>
        {data.name} <StateBadge {...LOOKS[data.state]} />
      </div>
      <p>{wordState(data)}</p>
      {data.state === 'available' ? null : (
        <Button loading={isFetching} onClick={() => refetch()}>
          Try it again
        </Button>
      )}
    </>
  )
}

function wordState(keychain: KeychainStatus): string {
  if (keychain.state === 'available') {
    return 'Passwords are kept there, by the operating system. Bulkdesk writes them to no file and no log.'
  }
  return `Passwords are kept in memory until Bulkdesk quits. ${keychain.advice ?? ''}`.trim()
}
