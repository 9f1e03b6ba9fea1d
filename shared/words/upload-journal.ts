/** The history of uploads could not be read and lies under another name now. */
export function setAsideWords(fileName: string): string {
  return `Bulkdesk can’t read the upload history, because the file is damaged. Bulkdesk kept the file as “${fileName}” and started a new history. Unfinished uploads don’t continue: check in Eloqua whether their rows arrived before you send them again.`
}

export function newerJournalWords(): string {
  return 'The upload history was written by a newer version of Bulkdesk, and was left as it is.'
}

export function withoutJournalWords(reason: string): string {
  return `${reason} You can’t send files until this is fixed and Bulkdesk is restarted.`
}
