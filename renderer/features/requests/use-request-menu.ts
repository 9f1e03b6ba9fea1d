import { IconCopy, IconFilter } from '@tabler/icons-react'
import type { RequestEntry } from '../../../shared/contract/request-log.ts'
import { FEATURE_WORDS, requestWords as words } from '../../../shared/words/requests.ts'
import type { RowMenu } from '../../ui/row-menu.tsx'
import { NO_FILTER, type RequestFilter } from './filter-requests.ts'
import { useCopyCurl } from './use-copy-curl.ts'

/** What a right click on a request offers. */
export function useRequestMenu(onFilter: (filter: RequestFilter) => void): RowMenu<RequestEntry> {
  const copy = useCopyCurl()
  return {
    label: words.menu,
    items: ({ id, path, feature }) => [
      { label: words.copyCurl, icon: IconCopy, onChoose: () => copy(id) },
      {
        label: words.showPath,
        icon: IconFilter,
        startsGroup: true,
        onChoose: () => onFilter({ ...NO_FILTER, text: path.split('?')[0] ?? path }),
      },
      {
        label: words.showLike(FEATURE_WORDS[feature]),
        icon: IconFilter,
        onChoose: () => onFilter({ ...NO_FILTER, feature }),
      },
    ],
  }
}
