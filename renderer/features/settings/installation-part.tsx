import { Button, Group } from '@mantine/core'
import { IconCircleCheck, IconCircleMinus, IconCircleX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { InstallationFinding } from '../../../shared/contract/installation.ts'
import { installationWords } from '../../../shared/words/installation.ts'
import { api } from '../../api.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { copyText } from '../../window/copy-text.ts'
import classes from './installation-part.module.css'

const LOOKS = {
  ok: { tone: 'green', icon: IconCircleCheck },
  failed: { tone: 'red', icon: IconCircleX },
  'not-here': { tone: 'grey', icon: IconCircleMinus },
} as const

/** "Check this installation": what works on this computer, part by part, to read and to give to support. */
export function InstallationPart() {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: () => api.checkInstallation() })
  return (
    <>
      <p>{installationWords.means}</p>
      <Group gap={8}>
        <Button loading={isPending} onClick={() => mutate()}>
          {installationWords.run}
        </Button>
        {data ? <CopyResults findings={data} /> : null}
      </Group>
      {error ? <Failure error={error} onRetry={mutate} retrying={isPending} inset /> : null}
      {data ? <Findings findings={data} /> : null}
    </>
  )
}

function CopyResults({ findings }: { readonly findings: readonly InstallationFinding[] }) {
  const { mutate, isSuccess } = useMutation({
    mutationFn: () => copyText(findings.map(installationWords.line).join('\n')),
  })
  return (
    <Button variant="default" onClick={() => mutate()}>
      {isSuccess ? installationWords.copied : installationWords.copy}
    </Button>
  )
}

function Findings({ findings }: { readonly findings: readonly InstallationFinding[] }) {
  return (
    <>
      <p role="status">{installationWords.summary(findings)}</p>
      <ul className={classes.findings}>
        {findings.map(({ check, outcome, detail }) => (
          <li key={check}>
            <span>{installationWords.checks[check]}</span>
            <StateBadge {...LOOKS[outcome]} word={installationWords.outcomes[outcome]} />
            {detail ? <span className={classes.detail}>{detail}</span> : null}
          </li>
        ))}
      </ul>
    </>
  )
}
