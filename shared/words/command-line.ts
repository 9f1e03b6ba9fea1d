import { formatList } from './numbers.ts'

/** Why a command cannot be followed. */
export const cliReasons = {
  unknownCommand: (word: string) => `There is no command “${word}”. Run with --help to see the commands.`,
  notAnOption: (option: string, command: string) => `“${command}” has no option ${option}.`,
  noName: (command: string) => `“${command}” takes options only.`,
  oneName: (command: string) => `“${command}” takes one name. Put a name with spaces in quotes.`,
  needs: (option: string) => `${option} is missing.`,
  wrongValue: (option: string) => `The value of ${option} cannot be used. Run with --help to see what can.`,
  noConnections: 'No connection is saved on this computer. Open Bulkdesk and sign in once.',
  noSuchConnection: (name: string, names: readonly string[]) =>
    `No saved connection is called “${name}”. Saved: ${formatList(names)}.`,
  whichConnection: (names: readonly string[]) => `Choose a connection with --connection: ${formatList(names)}.`,
  noSuchExport: (name: string) => `No export is called “${name}”, or has that number.`,
  severalExports: (uris: readonly string[]) => `Several exports match. Name one by its address: ${formatList(uris)}.`,
  noFolder: (path: string) => `There is no folder ${path}.`,
  interrupted: 'Interrupted.',
} as const

/** What is written for people beside the JSON. */
export const cliWords = {
  exporting: (name: string) => `Exporting ${name} …`,
  syncStarted: (syncId: number) => `Sync ${syncId} started. Waiting for its end …`,
} as const

const COMMON = `
  --connection NAME   a saved connection: its name, its company, or company\\user.
                      Not needed where only one is saved.
  --help              this text
`

const EXITS = `
Exit codes: 0 done; 1 failed; 2 the command is wrong; 3 Bulkdesk would not do it, nothing was sent;
4 sign in again, or unlock the keychain; 5 done, with a warning or rejected rows; 6 unclear: look in Bulkdesk;
130 interrupted.
`

const HELP_SYNCS = `bulkdesk syncs [options]

Lists syncs, the newest first.

  --since DATE        2026-11-29, or a time such as 2026-11-29T08:00:00Z
  --status STATUS     success, warning, error, active or pending
  --limit N           at most so many (100)
${COMMON}`

const HELP_EXPORT = `bulkdesk export NAME-OR-ID --to FOLDER [options]

Starts a sync of an export, waits for its end and saves the rows. NAME-OR-ID is the name of the export, its
number, or its address, such as /contacts/exports/12.

  --to FOLDER         where the file goes; the folder must be there
  --format FORMAT     raw (CSV as Eloqua gave the rows), excel-csv or xlsx (raw)
  --name NAME         the name of the file without its ending; {date} and {time} are filled in
  --replace           replace a file of that name; without, the new file gets a number
${COMMON}`

const HELP = `bulkdesk COMMAND [options]

  syncs               list syncs
  export              run an export and save its rows

Writes one JSON document to standard output. Passwords come from the system's keychain only: sign in once in
Bulkdesk's window, and keep the sign-in.
`

/** The text of `--help`, of everything or of one command. */
export function cliHelp(topic?: 'syncs' | 'export'): string {
  if (topic === 'syncs') return HELP_SYNCS + EXITS
  return (topic === 'export' ? HELP_EXPORT : HELP) + EXITS
}
