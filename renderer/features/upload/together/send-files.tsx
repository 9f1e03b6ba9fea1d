import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { MOST_FILES, type StartedFile } from '../../../../shared/uploads/upload.ts'
import { sendFilesWords as words } from '../../../../shared/words/upload-files.ts'
import { confirmFacts } from '../../../../shared/words/upload-plan.ts'
import { api } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { useCommand } from '../../../window/commands.ts'
import { go, goBack, placeToStay, replaceRoute } from '../../../window/navigation.ts'
import barClasses from '../check/send-bar.module.css'
import { leaveOut, noteSent, type OpenedFiles } from '../check/unfinished-checks.ts'
import { recentTargetsQuery } from '../queries.ts'
import { keepShown, shownIn } from '../shown-checks.ts'
import { type CheckedFile, isSettled } from './file-status.ts'
import { type FileLine, isPicked, sendingKey } from './files-table.tsx'

interface SendFilesProps {
  readonly entry: OpenedFiles
  readonly lines: readonly FileLine[]
  /** Why files that were ordered were not sent, by their id. */
  readonly onRefused: (refusals: Readonly<Record<string, string>>) => void
}

interface ToSend {
  readonly fileId: string
  readonly name: string
  readonly facts: CheckedFile
}

/** One order for all files that are ticked. Where it changes production it is asked once more, with every file named. */
export function SendFiles({ entry, lines, onRefused }: SendFilesProps) {
  const connection = useActiveConnection()
  const [isAsking, setAsking] = useState(false)
  const chosen = lines.flatMap((line) => toSend(line))
  const send = useSending(entry, lines.length, onRefused, () => setAsking(false))
  const sums = sumsOf(chosen)
  const isChecking = lines.some(({ status }) => !isSettled(status))
  const blocked = whyNot(lines.length, isChecking, chosen.length)
  const isShown = chosen.some(({ facts }) => facts.shown !== undefined)
  const production = connection?.environment === 'production' && isShown ? connection : undefined
  const client = useQueryClient()
  /** The button may not be busy yet when a second click comes. */
  const order = () => client.isMutating({ mutationKey: sendingKey(entry.id) }) === 0 && send.mutate(chosen)
  const ask = () => (production ? setAsking(true) : order())
  useCommand('primary', blocked === undefined && !send.isPending ? ask : undefined)
  return (
    <footer className={barClasses.bar}>
      {send.error ? (
        <div className={barClasses.failure}>
          <Failure error={send.error} context="uploading" inset />
        </div>
      ) : null}
      <p className={barClasses.why}>{blocked ?? words.meaning(sums, lines.length - chosen.length)}</p>
      <Button size="md" disabled={send.isPending} onClick={() => cancel(entry, lines)}>
        {words.cancel}
      </Button>
      <ReasonedButton
        size="md"
        variant="filled"
        leftSection={<IconSend size={14} stroke={1.75} aria-hidden />}
        disabledBecause={blocked}
        loading={send.isPending}
        onClick={ask}
      >
        {words.send(sums)}
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking && production !== undefined}
        title={words.confirmTitle(sums, production?.company ?? '')}
        confirm={words.confirm(sums)}
        destructive
        busy={send.isPending}
        onConfirm={order}
        onClose={() => setAsking(false)}
      >
        <div className={barClasses.confirm}>
          {chosen.some(({ facts }) => facts.plan.way === 'straight') ? <p>{words.alsoTakes(sums)}</p> : null}
          <p>{confirmFacts.noUndo}</p>
          <Facts items={[...chosen.map(factOf), ...(production ? [asUser(production)] : [])]} />
        </div>
      </ConfirmDialog>
    </footer>
  )
}

function whyNot(lines: number, isChecking: boolean, chosen: number): string | undefined {
  if (lines > MOST_FILES) return words.tooMany(MOST_FILES)
  if (isChecking) return words.checking
  return chosen === 0 ? words.nothing : undefined
}

function toSend(line: FileLine): readonly ToSend[] {
  const { file, status } = line
  if (status?.kind !== 'checked' || !isPicked(line)) return []
  return [{ fileId: file.fileId, name: file.name, facts: status.facts }]
}

function sumsOf(chosen: readonly ToSend[]) {
  return {
    files: chosen.length,
    rows: chosen.reduce((sum, { facts }) => sum + facts.rows, 0),
    definitions: new Set(chosen.map(({ facts }) => facts.definition.uri)).size,
    acts: chosen.length > 0 && chosen.every(({ facts }) => facts.definition.kind === 'syncAction'),
  }
}

function useSending(
  entry: OpenedFiles,
  waiting: number,
  onRefused: SendFilesProps['onRefused'],
  onSettled: () => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: sendingKey(entry.id),
    mutationFn: async (chosen: readonly ToSend[]) => {
      const isHere = placeToStay()
      const started = await api.startUploads({ groupId: entry.groupId, files: chosen.map(orderOf) })
      return { started, isHere }
    },
    onSuccess({ started, isHere }, chosen) {
      const left = noteStarted(entry.id, chosen, started)
      onRefused(left)
      void client.invalidateQueries({ queryKey: recentTargetsQuery().queryKey })
      const sent = chosen.length - Object.keys(left).length
      if (sent === 0 || !isHere()) return
      const outcome = { screen: 'upload', groupId: entry.groupId } as const
      if (sent === waiting) replaceRoute(outcome)
      else go(outcome)
    },
    onSettled,
    meta: { shownInPlace: true },
  })
}

function orderOf({ facts: { checkId, plan, ...facts } }: ToSend) {
  const importsAtOnce = plan.way === 'straight' && !plan.startsSyncAtOnce
  return { checkId, way: plan.way, scope: 'all-good-rows', importsAtOnce, ...shownIn(facts) } as const
}

/** Gives why files were not sent, by their id. */
function noteStarted(entryId: string, chosen: readonly ToSend[], started: readonly StartedFile[]) {
  const refusals: Record<string, string> = {}
  for (const one of started) {
    const of = chosen.find(({ facts }) => facts.checkId === one.checkId)
    if (!of) continue
    if ('error' in one) refusals[of.fileId] = one.error.message
    else {
      keepShown(one.uploadId, shownIn(of.facts))
      noteSent(entryId, of.fileId, one.uploadId)
    }
  }
  return refusals
}

function factOf({ name, facts: { rows, definition } }: ToSend): readonly [string, string] {
  return [name, words.rowsTo(rows, definition.name)]
}

function asUser(production: Parameters<typeof confirmFacts.user>[0]): readonly [string, string] {
  return [confirmFacts.as, confirmFacts.user(production)]
}

function cancel({ id, groupId, sent }: OpenedFiles, lines: readonly FileLine[]): void {
  leaveOut(
    id,
    lines.map(({ file }) => file.fileId),
  )
  if (Object.keys(sent).length > 0) go({ screen: 'upload', groupId })
  else goBack()
}
