import {
  IconArrowRight,
  IconCopy,
  IconFileText,
  IconFilter,
  IconNotes,
  IconPlayerPlay,
  IconTableMinus,
} from '@tabler/icons-react'
import { isFinal } from '../../../shared/eloqua/sync.ts'
import type { ListedSync } from '../../../shared/eloqua/sync-index.ts'
import { syncMenuWords } from '../../../shared/words/sync-search.ts'
import { announce } from '../../ui/announcer.tsx'
import type { RowMenu, RowMenuItem } from '../../ui/row-menu.tsx'
import { copyText } from '../../window/copy-text.ts'
import { go } from '../../window/navigation.ts'
import type { SyncLine } from './sync-lines.ts'

const words = syncMenuWords

/** What a right click on a sync offers. `onText`: searches for syncs of the same definition. */
export function useSyncMenu(
  find: (line: SyncLine) => ListedSync | undefined,
  onText: (text: string) => void,
): RowMenu<SyncLine> {
  return {
    label: (line) => words.label(find(line)?.id ?? 0),
    items: (line) => {
      const sync = find(line)
      return sync ? itemsOf(sync, onText) : []
    },
  }
}

function itemsOf({ id, definition, status, syncedInstanceUri: uri }: ListedSync, onText: (text: string) => void) {
  const mayReject = isFinal(status) && definition?.kind !== 'export'
  const items: (RowMenuItem | undefined)[] = [
    { label: words.open, icon: IconArrowRight, onChoose: () => go({ screen: 'sync', id }) },
    { label: words.log, icon: IconNotes, onChoose: () => go({ screen: 'sync', id, tab: 'log' }) },
    mayReject
      ? { label: words.rejected, icon: IconTableMinus, onChoose: () => go({ screen: 'sync', id, tab: 'rejected' }) }
      : undefined,
    definition
      ? {
          label: words.definition,
          icon: IconFileText,
          startsGroup: true,
          onChoose: () => go({ screen: 'definitions', uri }),
        }
      : undefined,
    { label: words.sameDefinition, icon: IconFilter, onChoose: () => onText(uri) },
    definition
      ? { label: words.runAgain, icon: IconPlayerPlay, onChoose: () => go({ screen: 'new-sync', uri }) }
      : undefined,
    {
      ...{ label: words.copyNumber, icon: IconCopy, startsGroup: true },
      onChoose: () => void copyText(String(id)).then(() => announce(words.copied)),
    },
  ]
  return items.filter((item) => item !== undefined)
}
