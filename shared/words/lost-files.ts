/** What the files of Bulkdesk's data folder hold, and what helps once one of them is lost. */
const HELD: Readonly<Record<string, { readonly what: string; readonly next: string }>> = {
  'connections.json': { what: 'the list of saved connections', next: 'Sign in again' },
  'recipes.json': { what: 'the file of saved recipes', next: 'Save your recipes again' },
  'definition-drafts.json': { what: 'the file of definition drafts', next: 'Start your drafts again' },
  'jobs.db': { what: 'the file of saved jobs', next: 'Save your jobs again' },
}

const OTHER = { what: 'one of Bulkdesk’s files', next: 'Check your settings' }

/** A file could not be read, has another name now, and Bulkdesk goes on without what was in the file. */
export function lostFileWords({ name, keptAs }: { readonly name: string; readonly keptAs: string }): string {
  const { what, next } = HELD[name] ?? OTHER
  return `Bulkdesk can’t read ${what}, because the file is damaged, and kept the file as “${keptAs}” in the data folder. ${next}, or quit Bulkdesk and restore “${name}” from a backup.`
}
