import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { newDefinitionWords } from '../../../shared/words/definition-form.ts'
import { newSyncWords } from '../../../shared/words/syncs.ts'
import { DefinitionList, type KindChoice } from '../../entities/definition/definition-list.tsx'
import { definitionQuery } from '../../entities/definition/definition-queries.ts'
import { NewDefinitionMenu } from '../../entities/definition/new-definition-menu.tsx'
import { BackButton } from '../../ui/back-button.tsx'
import { Page } from '../../ui/page.tsx'
import { ReasonedButton } from '../../ui/reasoned-button.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { useCommand } from '../../window/commands.ts'
import { goBack } from '../../window/navigation.ts'
import { findCallbackFault } from './callback-url.ts'
import { ChosenDefinition } from './chosen-definition.tsx'
import { readPastedUri } from './pasted-uri.ts'
import { useStartSync } from './use-start-sync.ts'

interface NewSyncScreenProps {
  /** The definition chosen already, when the user came from one. */
  readonly uri?: string
}

/** Picks a definition, says what it will do, and starts it: once, and only by the button. */
export function NewSyncScreen({ uri }: NewSyncScreenProps) {
  return <NewSyncForm key={uri} uri={uri} />
}

function NewSyncForm({ uri }: NewSyncScreenProps) {
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<KindChoice>('all')
  const [picked, setPicked] = useState(uri)
  const [callback, setCallback] = useState('')
  const chosen = readPastedUri(search) ?? picked
  const definition = useQuery({ ...definitionQuery(chosen ?? ''), enabled: chosen !== undefined })
  const start = useStartSync()
  const callbackFault = findCallbackFault(callback)
  const why = findObstacle(chosen, definition.data !== undefined, callbackFault, start.isInDoubt)

  function choose(next: string | undefined) {
    start.forget()
    setPicked(next)
  }

  function send() {
    if (chosen === undefined || why || start.isPending) return
    start.send({ definitionUri: chosen, ...(callback.trim() ? { callbackUrl: callback.trim() } : {}) })
  }

  useCommand('primary', send)
  return (
    <Page
      title={newSyncWords.title}
      before={<BackButton onClick={goBack} />}
      context={newSyncWords.context}
      fill
      actions={
        <>
          <NewDefinitionMenu label={newDefinitionWords.create} returnTo={{ to: 'new-sync' }} />
          <ReasonedButton
            size="md"
            variant="filled"
            leftSection={<IconPlayerPlay size={16} stroke={1.5} />}
            loading={start.isPending}
            disabledBecause={why}
            onClick={send}
          >
            {definition.data ? newSyncWords.startKind[definition.data.kind] : newSyncWords.start}
          </ReasonedButton>
        </>
      }
    >
      <SplitPane
        label={newSyncWords.pane}
        list={
          <DefinitionList
            search={search}
            onSearch={(next) => {
              start.forget()
              setSearch(next)
            }}
            kind={kind}
            onKind={setKind}
            selectedUri={chosen}
            onPick={(next) => {
              setSearch((text) => (readPastedUri(text) ? '' : text))
              choose(next.uri)
            }}
            error={start.definitionFault}
            placeholder={newSyncWords.searchHint}
          />
        }
      >
        <ChosenDefinition
          uri={chosen}
          query={definition}
          callback={callback}
          onCallback={(next) => {
            start.forget()
            setCallback(next)
          }}
          callbackFault={start.callbackFault ?? callbackFault}
          start={start}
        />
      </SplitPane>
    </Page>
  )
}

function findObstacle(
  uri: string | undefined,
  isLoaded: boolean,
  callbackFault: string | undefined,
  isInDoubt: boolean,
): string | undefined {
  if (uri === undefined) return newSyncWords.chooseFirst
  if (!isLoaded) return newSyncWords.notLoaded
  if (callbackFault) return newSyncWords.callbackInvalid
  if (isInDoubt) return newSyncWords.inDoubt
  return undefined
}
