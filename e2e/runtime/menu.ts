import type * as Electron from 'electron'
import { NotImplementedError, refuseUnknownKeys, strict } from './strict.ts'

type Template = Electron.MenuItemConstructorOptions

const ITEM_KEYS = ['label', 'submenu', 'type', 'accelerator', 'click', 'role', 'id', 'enabled', 'visible']

/** The stand-in's window has no menu bar: the menu lives in its keys, and tests choose its items by label. */
class StandInMenu {
  readonly items: readonly Template[]

  constructor(template: readonly Template[]) {
    this.items = template.flatMap(flatten)
  }
}

function flatten(item: Template): Template[] {
  refuseUnknownKeys('menu item', item, ITEM_KEYS)
  const inner = Array.isArray(item.submenu) ? item.submenu.flatMap(flatten) : []
  return [item, ...inner]
}

let applicationMenu: StandInMenu | undefined

export const Menu = strict('Menu', {
  buildFromTemplate: (template: Template[]): StandInMenu => new StandInMenu(template),
  setApplicationMenu(menu: StandInMenu | null): void {
    applicationMenu = menu ?? undefined
  },
})

function itemsWithClick(): readonly Template[] {
  return (applicationMenu?.items ?? []).filter((item) => item.click !== undefined)
}

/** The keys of the menu's own items, as the page spells them: `CmdOrCtrl+Shift+P`. */
export function menuAccelerators(): string[] {
  return itemsWithClick().flatMap((item) => (item.accelerator ? [normalised(item.accelerator)] : []))
}

export function chooseMenuKey(accelerator: string): void {
  click(itemsWithClick().find((item) => item.accelerator && normalised(item.accelerator) === accelerator))
}

/** For tests: chooses the item of this label. */
export function chooseMenuLabel(label: string): void {
  const item = itemsWithClick().find((candidate) => candidate.label === label)
  if (!item) throw new Error(`The menu has no item "${label}".`)
  click(item)
}

function click(item: Template | undefined): void {
  item?.click?.(strict('menu item', {}) as never, undefined, strict('keyboard event', {}) as never)
}

function normalised(accelerator: string): string {
  const parts = accelerator.split('+').map((part) => part.trim())
  const key = parts.at(-1)?.toUpperCase()
  const has = (pattern: RegExp): boolean => parts.slice(0, -1).some((part) => pattern.test(part))
  if (!key) throw new NotImplementedError(`the accelerator "${accelerator}"`)
  return [
    ...(has(/^(cmdorctrl|commandorcontrol|cmd|command|ctrl|control)$/i) ? ['CmdOrCtrl'] : []),
    ...(has(/^(alt|option)$/i) ? ['Alt'] : []),
    ...(has(/^shift$/i) ? ['Shift'] : []),
    key,
  ].join('+')
}
