import { Button, Menu } from '@mantine/core'
import { IconCalendarRepeat, IconDots, IconPlayerPlay, IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { browseWords } from '../../../shared/words/definition-browse.ts'
import { detailWords } from '../../../shared/words/definition-detail.ts'
import { definitionsWords } from '../../../shared/words/definitions.ts'
import { jobFormWords } from '../../../shared/words/jobs.ts'
import { jobReasons } from '../../../shared/words/reasons.ts'
import { api } from '../../api.ts'
import { definitionIndexQuery } from '../../entities/definition/definition-form-queries.ts'
import { useStartDefinition } from '../../entities/definition/start-definition.ts'
import { useRunAgain } from '../../entities/job/use-run-again.tsx'
import { ReasonedButton } from '../../ui/reasoned-button.tsx'
import { go, replaceRoute } from '../../window/navigation.ts'
import { ConfirmAct } from './confirm-act.tsx'
import classes from './definition-detail.module.css'
import { useAct } from './use-act.ts'

/** What can be done with one definition. */
export function DefinitionActions({ definition }: { readonly definition: Definition }) {
  const { uri, kind } = definition
  const start = useStartDefinition()
  const index = useQuery(definitionIndexQuery())
  const lastRun = index.data?.items.find((item) => item.uri === uri)?.lastRun
  const acting = useAct([uri], () => replaceRoute({ screen: 'definitions' }))
  const runAgain = useRunAgain(definition)
  const save = useMutation({ mutationFn: () => api.saveDefinitionFile({ uri }) })
  return (
    <div className={classes.actions}>
      <Button leftSection={<IconPlayerPlay size={16} stroke={1.5} />} onClick={() => go({ screen: 'new-sync', uri })}>
        {definitionsWords.newSync}
      </Button>
      {kind === 'export' ? (
        <ReasonedButton
          leftSection={<IconCalendarRepeat size={16} stroke={1.5} />}
          {...(definition.syncActions?.length ? { disabledBecause: jobReasons.exportWrites } : {})}
          onClick={runAgain.open}
        >
          {jobFormWords.open}
        </ReasonedButton>
      ) : (
        <Button
          leftSection={<IconUpload size={16} stroke={1.5} />}
          onClick={() => go({ screen: 'upload', targetUri: uri })}
        >
          {definitionsWords.upload}
        </Button>
      )}
      {lastRun ? (
        <Button onClick={() => go({ screen: 'sync', id: lastRun.syncId })}>{detailWords.lastResult}</Button>
      ) : null}
      <Button loading={start.isPending} onClick={() => start.mutate({ from: 'edit', definition })}>
        {detailWords.edit}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button aria-label={detailWords.more}>
            <IconDots size={16} stroke={1.5} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => start.mutate({ from: 'copy', definition })}>{detailWords.duplicate}</Menu.Item>
          <Menu.Item onClick={() => save.mutate()}>{detailWords.save}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => acting.ask({ kind: 'delete' })}>
            {browseWords.delete}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {acting.failed.map(({ error }) => (
        <p key={uri} role="alert" className={classes.failed}>
          {browseWords.failed(definition.name, error?.code ?? 'unknown')}
        </p>
      ))}
      {runAgain.form}
      <ConfirmAct definitions={[definition]} acting={acting} />
    </div>
  )
}
