import { type ComponentType, lazy, type ReactNode } from 'react'
import type { Route, Screen } from '../window/navigation.ts'

type RouteTo<S extends Screen> = Extract<Route, { readonly screen: S }>
/** A screen gets its route's own properties: `SyncScreen({ id, tab })`. */
type Screens = { readonly [S in Screen]?: ComponentType<Omit<RouteTo<S>, 'screen'>> }

/** Fetched while main is asked for the connections, because it is what the window nearly always shows first. */
const firstScreen = import('../features/home/home-screen.tsx').then((module) => ({ default: module.HomeScreen }))

/** Which screen shows which route: one line each. A route without a line is offered nowhere in the window. */
const SCREENS: Screens = {
  home: lazy(() => firstScreen),
  syncs: lazy(async () => ({ default: (await import('../features/syncs/syncs-screen.tsx')).SyncsScreen })),
  sync: lazy(async () => ({ default: (await import('./sync-with-result.tsx')).SyncWithResult })),
  'new-sync': lazy(async () => ({ default: (await import('../features/syncs/new-sync-screen.tsx')).NewSyncScreen })),
  results: lazy(async () => ({ default: (await import('../features/results/results-screen.tsx')).ResultsScreen })),
  run: lazy(async () => ({ default: (await import('../features/results/kept/run-screen.tsx')).RunScreen })),
  compare: lazy(async () => ({
    default: (await import('../features/results/compare/compare-screen.tsx')).CompareScreen,
  })),
  upload: lazy(async () => ({ default: (await import('../features/upload/upload-screen.tsx')).UploadScreen })),
  definitions: lazy(async () => ({
    default: (await import('../features/definitions/definitions-screen.tsx')).DefinitionsScreen,
  })),
  'edit-definition': lazy(async () => ({
    default: (await import('../features/definitions/form/edit-definition-screen.tsx')).EditDefinitionScreen,
  })),
  history: lazy(async () => ({ default: (await import('./history-with-upload.tsx')).HistoryWithUpload })),
  requests: lazy(async () => ({ default: (await import('../features/requests/requests-screen.tsx')).RequestsScreen })),
  jobs: lazy(async () => ({ default: (await import('../features/jobs/jobs-screen.tsx')).JobsScreen })),
  settings: lazy(async () => ({ default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen })),
}

export function hasScreen(screen: Screen): boolean {
  return SCREENS[screen] !== undefined
}

/** The screen of a route, with the route's properties as its own. */
export function ScreenFor({ route }: { readonly route: Route }): ReactNode {
  const { screen, ...props } = route
  const Shown = SCREENS[screen] as ComponentType<object> | undefined
  return Shown ? <Shown {...props} /> : null
}
