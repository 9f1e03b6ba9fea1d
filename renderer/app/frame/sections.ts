import {
  IconCalendarRepeat,
  IconDatabase,
  IconHistory,
  IconHome,
  IconListSearch,
  IconRefresh,
  IconSettings,
  IconTable,
  IconUpload,
  type TablerIcon,
} from '@tabler/icons-react'
import { jobWords } from '../../../shared/words/jobs.ts'
import { sectionWords } from '../../../shared/words/shell.ts'
import type { Route, Screen } from '../../window/navigation.ts'
import { hasScreen } from '../screens.tsx'

export interface Section {
  readonly title: string
  readonly icon: TablerIcon
  readonly route: Route
  /** The screens under which this section is marked as the current one. */
  readonly screens: readonly Screen[]
  /** `mod+1`; absent: no key leads there. */
  readonly keys?: string
}

const ALL: readonly Section[] = [
  { title: sectionWords.home, icon: IconHome, route: { screen: 'home' }, screens: ['home'] },
  {
    title: sectionWords.syncs,
    icon: IconRefresh,
    route: { screen: 'syncs' },
    screens: ['syncs', 'sync', 'new-sync'],
    keys: 'mod+1',
  },
  {
    title: sectionWords.results,
    icon: IconTable,
    route: { screen: 'results' },
    screens: ['results', 'run', 'compare'],
    keys: 'mod+2',
  },
  { title: sectionWords.upload, icon: IconUpload, route: { screen: 'upload' }, screens: ['upload'], keys: 'mod+3' },
  {
    title: sectionWords.definitions,
    icon: IconDatabase,
    route: { screen: 'definitions' },
    screens: ['definitions', 'edit-definition'],
    keys: 'mod+4',
  },
  { title: sectionWords.history, icon: IconHistory, route: { screen: 'history' }, screens: ['history'], keys: 'mod+5' },
  { title: jobWords.title, icon: IconCalendarRepeat, route: { screen: 'jobs' }, screens: ['jobs'], keys: 'mod+6' },
]

/** The sections of the side bar, from the top. */
export const SECTIONS = ALL.filter((section) => hasScreen(section.route.screen))

/** Stands above Settings: for developers and administrators, not for the daily work. */
export const REQUESTS: Section = {
  title: sectionWords.requests,
  icon: IconListSearch,
  route: { screen: 'requests' },
  screens: ['requests'],
}

/** Stands apart, at the bottom of the side bar. */
export const SETTINGS: Section = {
  title: sectionWords.settings,
  icon: IconSettings,
  route: { screen: 'settings' },
  screens: ['settings'],
  keys: 'mod+,',
}
