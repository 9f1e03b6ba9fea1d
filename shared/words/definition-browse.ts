import type { ErrorCode } from '../contract/errors.ts'
import { TITLES } from './error-phrases.ts'
import { formatCount, formatCounted, plural } from './numbers.ts'

/** The list of all definitions. */
export const browseWords = {
  health: 'Health',
  none: 'No definitions yet',
  noneHint: 'A sync needs a definition. Create one from what you want to do.',
  count: (shown: number, all: number) =>
    shown === all ? formatCounted(all, 'definition') : `${formatCount(shown)} of ${formatCounted(all, 'definition')}`,
  tick: (name: string) => `Select ${name}`,
  unread: (path: string, code: ErrorCode) => `${path} couldn’t be read: ${TITLES[code]}.`,
  filterBy: { kind: 'Kind', family: 'Object', owner: 'Owner', age: 'Age', health: 'Health' },
  anyKind: 'Any kind',
  anyObject: 'Any object',
  anyOwner: 'Any owner',
  anyAge: 'Any age',
  anyHealth: 'Any health',
  ages: { month: 'Created in the last 30 days', 'older-than-year': 'Created over a year ago' },
  selection: 'Selected definitions',
  chosen: (count: number) => `${formatCounted(count, 'definition')} selected`,
  setLifetime: 'Delete automatically…',
  after: (duration: string) => `After ${duration}`,
  delete: 'Delete…',
  askDelete: (names: readonly string[]) => `Delete ${oneOrCount(names)}?`,
  askLifetime: (names: readonly string[]) => `Let Eloqua delete ${oneOrCount(names)} automatically?`,
  confirmDelete: (count: number) => `Delete ${plural(count, 'definition', 'definitions')}`,
  confirmLifetime: 'Set automatic deletion',
  deleteMeans: 'Eloqua can’t restore a deleted definition. Contacts and other records stay.',
  lifetimeMeans: 'Eloqua counts the time from now. Fields and rules stay as they are.',
  unused: 'No sync is running, no data is staged, and no upload is open.',
  unknownUse: 'Bulkdesk couldn’t find out whether they are in use.',
  failed: (name: string, code: ErrorCode) => `“${name}”: ${TITLES[code]}.`,
}

/** A single definition by its name, several by their count. */
function oneOrCount(names: readonly string[]): string {
  const [only] = names
  return names.length === 1 && only ? `“${only}”` : formatCounted(names.length, 'definition')
}
