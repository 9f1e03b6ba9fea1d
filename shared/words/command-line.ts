import { formatCount, formatCounted, formatList } from './numbers.ts'

/** Why a command cannot be followed. */
export const cliReasons = {
  unknownCommand: (word: string, commands: readonly string[]) =>
    `There is no command “${word}”. The commands are ${formatList(commands)}.`,
  notAnOption: (option: string, command: string) => `“${command}” has no option ${option}.`,
  noName: (command: string) => `“${command}” has options and no name.`,
  oneName: (command: string) => `“${command}” needs one name. Put a name with spaces in quotes.`,
  needs: (option: string) => `${option} is missing.`,
  loginUrl: '--login-url must be an http:// url of this machine, such as http://127.0.0.1:8080/id.',
  noValue: (option: string) => `${option} has no value.`,
  givenTwice: (option: string) => `${option} is given twice.`,
  notAllowedValue: (option: string, value: string, allowed: readonly string[]) =>
    `${option} can’t be “${value}”. Allowed: ${formatList(allowed)}.`,
  notANumber: (option: string, value: string, most: number) =>
    `${option} can’t be “${value}”. Allowed: a whole number from 1 to ${formatCount(most)}.`,
  notATime: (option: string, value: string) =>
    `${option} can’t be “${value}”. Allowed: a date such as 2026-11-29, or a time such as 2026-11-29T08:00:00Z.`,
  noDataFolder: (path: string) => `${path} can’t be used as Bulkdesk’s data folder.`,
  badProxy: 'HTTPS_PROXY or HTTP_PROXY names no proxy. Set an address such as http://proxy.example.com:8080.',
  noConnections: 'No connection is saved on this computer. Open Bulkdesk and sign in once.',
  noSuchConnection: (name: string, names: readonly string[]) =>
    `No saved connection is called “${name}”. Saved: ${formatList(names)}.`,
  whichConnection: (names: readonly string[]) => `Choose a connection with --connection: ${formatList(names)}.`,
  noSuchExport: (name: string) => `No export is called “${name}”, or has that number.`,
  severalExports: (uris: readonly string[]) => `Several exports match. Name one by its address: ${formatList(uris)}.`,
  noFolder: (path: string) => `There is no folder ${path}.`,
  noSuchRecipe: (name: string, names: readonly string[]) =>
    names.length > 0
      ? `No recipe of this company is called “${name}”. Saved: ${formatList(names)}.`
      : 'No recipe is saved for this company. Open Bulkdesk, check a file and save a recipe.',
  notAllowed: (name: string) =>
    `Recipe “${name}” may not be sent to production by the command line. Open Bulkdesk and allow that in the menu of the recipe.`,
  recipeChanged: (name: string) => `Nothing was sent. Recipe “${name}” was changed meanwhile. Run the command again.`,
  rulesChanged: (name: string, definition: string) =>
    `Nothing was sent. Definition “${definition}” has changed since recipe “${name}” was allowed. Look at the definition in Bulkdesk, then allow the recipe again.`,
  csvOnly: 'The command line sends CSV files (.csv, .tsv or .txt).',
  notChecked: 'The file could not be checked.',
  noGoodRows: 'No row can be sent.',
  heldBack: (rows: number) => `${formatCounted(rows, 'row')} can’t be sent (--skip-bad-rows leaves them out)`,
  doubtfulValues: (fields: number) => `Values don’t fit ${formatCounted(fields, 'field')}`,
  stopped: (reasons: readonly string[]) => ['Nothing was sent.', ...reasons.map(toSentence)].join(' '),
  leftBehind: 'The upload isn’t over, and this command no longer works on the upload. Open Bulkdesk to continue.',
  interrupted: 'Interrupted.',
} as const

/** Titles have no full stop; sentences have theirs. */
function toSentence(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`
}

/** What is written for people beside the JSON. */
export const cliWords = {
  exporting: (name: string) => `Exporting ${name} …`,
  sending: (rows: number) => `Sending ${formatCounted(rows, 'row')} …`,
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

const HELP_UPLOAD = `bulkdesk upload FILE --recipe NAME [options]

Sends a CSV file by a recipe that was saved in the window, and imports the rows. Whatever the check page would ask
about stops the upload before anything is sent, and is named. Production is sent to only by recipes that were
allowed for it in the window.

  --recipe NAME       the recipe: where to, how the file is read, columns and fixes
  --skip-bad-rows     leave out rows that can't be sent, instead of stopping
  --accept-warnings   send in spite of warnings; doubtful values always stop
${COMMON}`

const HELP = `bulkdesk COMMAND [options]

  syncs               list syncs
  export              run an export and save its rows
  upload              send a CSV file by a saved recipe

Writes one JSON document to standard output. Passwords come from the system's keychain only: sign in once in
Bulkdesk's window, and keep the sign-in.
`

/** The text of `--help`, of everything or of one command. */
export function cliHelp(topic?: keyof typeof TOPICS): string {
  return (topic ? TOPICS[topic] : HELP) + EXITS
}

const TOPICS = { syncs: HELP_SYNCS, export: HELP_EXPORT, upload: HELP_UPLOAD } as const
