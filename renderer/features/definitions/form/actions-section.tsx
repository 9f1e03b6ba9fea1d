import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import {
  type ActionKind,
  actionKindsOf,
  assetsOf,
  isOpenDestination,
  kindOfAction,
  startAction,
  statusesOf,
} from '../../../../shared/eloqua/action-kinds.ts'
import type { AssetKind } from '../../../../shared/eloqua/asset.ts'
import type { SyncAction } from '../../../../shared/eloqua/eloqua.ts'
import { formWords } from '../../../../shared/words/definition-form.ts'
import { actionWords } from '../../../../shared/words/definition-import.ts'
import { assetsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { SearchPicker } from '../../../ui/search-picker.tsx'
import { ToolButton } from '../../../ui/tool-button.tsx'
import classes from './form.module.css'
import { FormSection } from './form-section.tsx'
import { IssueText } from './issue-text.tsx'
import { type FormState, issuesAt } from './use-draft.ts'

/** What a sync action does, or what an export or import does besides. */
export function ActionsSection({ form }: { readonly form: FormState }) {
  const { kind, family, rules } = form.draft
  const kinds = actionKindsOf(kind, family)
  const actions = rules.syncActions ?? []
  if (kinds.length === 0 && actions.length === 0) return null
  const put = (next: readonly SyncAction[]) => form.setRules({ syncActions: next.length > 0 ? next : undefined })
  const title = kind === 'syncAction' ? formWords.sections.actions : formWords.sections.also
  const [first = 'other'] = kinds
  return (
    <FormSection places={['syncActions']} title={title}>
      {actions.map((action, index) => (
        <ActionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: actions have no name but their place
          key={index}
          form={form}
          action={action}
          index={index}
          onAction={(next) => put(next ? actions.with(index, next) : actions.toSpliced(index, 1))}
        />
      ))}
      {kind !== 'syncAction' && actions.length === 0 ? <p className={classes.dim}>{actionWords.none}</p> : null}
      <IssueText issues={issuesAt(form, 'syncActions')} />
      <div>
        <Button size="xs" onClick={() => put([...actions, startAction(first, family)])}>
          {actionWords.add}
        </Button>
      </div>
    </FormSection>
  )
}

interface ActionRowProps {
  readonly form: FormState
  readonly action: SyncAction
  readonly index: number
  /** Undefined: taken away. */
  readonly onAction: (action: SyncAction | undefined) => void
}

function ActionRow({ form, action, index, onAction }: ActionRowProps) {
  const { kind: definitionKind, family } = form.draft
  const kind = kindOfAction(action)
  const kinds = [...new Set<ActionKind>([...actionKindsOf(definitionKind, family), kind])]
  const statuses = statusesOf(kind, family)
  const place = index + 1
  return (
    <>
      <div className={classes.condition}>
        <NativeSelect
          aria-label={actionWords.what(place)}
          data={kinds.map((value) => ({ value, label: actionWords.kinds[value] }))}
          value={kind}
          onChange={(event) => onAction(startAction(event.currentTarget.value as ActionKind, family))}
        />
        <Destination form={form} action={action} kind={kind} place={place} onAction={onAction} />
        {statuses.length > 0 && action.action === 'setStatus' ? (
          <NativeSelect
            aria-label={actionWords.status(place)}
            data={[
              { value: '', label: actionWords.chooseStatus },
              ...statuses.map((value) => ({ value, label: actionWords.statuses[value] ?? value })),
            ]}
            value={action.status ?? ''}
            error={!action.status}
            onChange={(event) => onAction({ ...action, status: event.currentTarget.value })}
          />
        ) : null}
        <ToolButton icon={IconX} label={actionWords.remove(place)} onClick={() => onAction(undefined)} />
      </div>
      {isStep(kind) ? (
        <Checkbox
          label={actionWords.all}
          checked={action.updateAll === true}
          onChange={(event) => onAction(withUpdateAll(action, event.currentTarget.checked))}
        />
      ) : null}
      <IssueText issues={issuesAt(form, 'syncActions', index)} />
    </>
  )
}

function isStep(kind: ActionKind): boolean {
  return ['decision', 'action', 'content', 'connector'].includes(kind)
}

function withUpdateAll({ updateAll: _before, ...action }: SyncAction, isForAll: boolean): SyncAction {
  return isForAll ? { ...action, updateAll: true } : action
}

interface DestinationProps extends Omit<ActionRowProps, 'index'> {
  readonly kind: ActionKind
  readonly place: number
}

function Destination({ form, action, kind, place, onAction }: DestinationProps) {
  const assets = assetsOf(kind, form.draft.family)
  const set = (destination: string) => onAction({ ...action, destination })
  if (assets) return <AssetChoice kind={assets} destination={action.destination} place={place} onChoose={set} />
  if (kind === 'global') return <span className={classes.grow} />
  return (
    <TextInput
      className={classes.grow}
      aria-label={actionWords.step(place)}
      placeholder={actionWords.stepHint(kind)}
      error={isOpenDestination(action.destination)}
      value={action.destination}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

interface AssetChoiceProps {
  readonly kind: AssetKind
  readonly destination: string
  readonly place: number
  readonly onChoose: (destination: string) => void
}

function AssetChoice({ kind, destination, place, onChoose }: AssetChoiceProps) {
  const { data = [] } = useQuery(assetsQuery(kind))
  const chosen = data.find(({ statement }) => statement === destination)
  return (
    <div className={classes.grow}>
      <SearchPicker
        label={actionWords.destination(place)}
        unlabelled
        placeholder={actionWords.choose}
        chosen={chosen?.name ?? (isOpenDestination(destination) ? '' : destination)}
        error={isOpenDestination(destination)}
        options={data.map(({ name, statement = '', id }) => ({ value: statement, label: name, detail: String(id) }))}
        onPick={onChoose}
      />
    </div>
  )
}
