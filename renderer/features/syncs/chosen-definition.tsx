import { Button, TextInput } from '@mantine/core'
import { IconPointer } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { describeFamily, KIND_WORDS } from '../../../shared/words/definitions.ts'
import { newSyncWords, syncWords } from '../../../shared/words/syncs.ts'
import { api } from '../../api.ts'
import { DefinitionSummary } from '../../entities/definition/definition-summary.tsx'
import { Failure } from '../../entities/failure/failure.tsx'
import { NearLimit } from '../../entities/sync/near-limit.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { go } from '../../window/navigation.ts'
import classes from './chosen-definition.module.css'
import { showRequest, startRequest } from './requests.ts'
import type { StartSync } from './use-start-sync.ts'

interface ChosenDefinitionProps {
  readonly uri: string | undefined
  readonly query: UseQueryResult<Definition, AppError>
  readonly callback: string
  readonly onCallback: (callback: string) => void
  readonly callbackFault: string | undefined
  readonly start: StartSync
}

/** What the chosen definition will do, and the request that will be sent. */
export function ChosenDefinition({ uri, query, callback, onCallback, callbackFault, start }: ChosenDefinitionProps) {
  if (uri === undefined) {
    return (
      <EmptyState icon={IconPointer} title={newSyncWords.choose}>
        {newSyncWords.chooseHint}
      </EmptyState>
    )
  }
  if (query.error) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
  }
  const definition = query.data
  if (!definition) return <SkeletonRows rows={6} label={newSyncWords.loadingDefinition} />
  const request = startRequest(uri, callback.trim() || undefined)
  return (
    <div className={classes.chosen}>
      <NearLimit kind={definition.kind} />
      {start.error ? <StartFailure start={start} error={start.error} /> : null}
      <header>
        <h2 className={classes.name}>{definition.name}</h2>
        <p className={classes.kind}>
          {KIND_WORDS[definition.kind]} · {describeFamily(definition)} · <code>{definition.uri}</code>
        </p>
      </header>
      <DefinitionSummary definition={definition} />
      <TextInput
        className={classes.callback}
        label={newSyncWords.callback}
        description={newSyncWords.callbackHint}
        placeholder={newSyncWords.callbackExample}
        value={callback}
        error={callbackFault}
        onChange={(event) => onCallback(event.currentTarget.value)}
      />
      <CodeBlock
        label={newSyncWords.request}
        text={showRequest(request)}
        copyLabel={syncWords.copyCurl}
        onCopy={() => api.copyAsCurl(request)}
      />
    </div>
  )
}

function StartFailure({ start, error }: { readonly start: StartSync; readonly error: AppError }) {
  return (
    <Failure
      error={error}
      context="starting-a-sync"
      inset
      actions={
        start.isInDoubt ? (
          <>
            <Button onClick={() => go({ screen: 'syncs' })}>{newSyncWords.seeRecent}</Button>
            <Button onClick={start.forget}>{newSyncWords.notStarted}</Button>
          </>
        ) : undefined
      }
    />
  )
}
