import type { Connection } from './connection.ts'
import type { Shape } from './schemas/shape.ts'
import type { appearance, columnLayout, settingsChange, sideBar } from './schemas/window-settings.ts'

/** How the user likes the window. Kept by main: the window's own storage ends with it. */
export interface WindowSettings {
  readonly appearance: Appearance
  readonly sideBar: Shape<typeof sideBar>
  /** Whether the columns of a result show how full they are and what is in them. */
  readonly columnSummaries: boolean
  /** How the columns of a result were arranged, by `columnsKey`. */
  readonly columns: Readonly<Record<string, ColumnLayout>>
}

export type Appearance = Shape<typeof appearance>

/** How the user arranged columns. Keyed by name, so that it outlives a page, and the next run of the same export. */
export type ColumnLayout = Shape<typeof columnLayout>

/** One thing that is to be different. */
export type SettingsChange = Shape<typeof settingsChange>

export const FIRST_SETTINGS: WindowSettings = {
  appearance: 'system',
  sideBar: 'wide',
  columnSummaries: true,
  columns: {},
}

/** More arrangements than anybody makes: the oldest make room. */
const MOST_LAYOUTS = 300

/** Whose exports they are. Users of one company see the same ones; another company's have the same numbers. */
export type Company = Pick<Connection, 'environment' | 'company'>

export function columnsKey({ environment, company }: Company, definitionUri: string): string {
  return [environment, company.toLowerCase(), definitionUri].join(' ')
}

/** The settings after a change. */
export function applyChange(settings: WindowSettings, { columns, ...plain }: SettingsChange): WindowSettings {
  return { ...settings, ...plain, columns: columns ? withLayout(settings.columns, columns) : settings.columns }
}

/** The settings without what was arranged for a company. */
export function withoutCompany(settings: WindowSettings, company: Company): WindowSettings {
  const kept = Object.entries(settings.columns).filter(([key]) => !key.startsWith(columnsKey(company, '')))
  return { ...settings, columns: Object.fromEntries(kept) }
}

function withLayout(
  columns: WindowSettings['columns'],
  { key, layout }: NonNullable<SettingsChange['columns']>,
): WindowSettings['columns'] {
  const others = Object.entries(columns).filter(([other]) => other !== key)
  const all = layout ? [...others, [key, layout] as const] : others
  return Object.fromEntries(all.slice(-MOST_LAYOUTS))
}
