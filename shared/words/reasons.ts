import { formatCount } from './numbers.ts'

/** Why something did not work, one sentence each: the `message` of an AppError. What it means and what to do next is in errors.ts. */

/** Why a sign-in or a connection cannot be used. */
export const signInReasons = {
  appSecretUnknown: 'The client secret of this company’s app is no longer known. Enter it again.',
  signInUnknown: 'The sign-in of this connection is no longer known. Sign in again.',
  passwordUnknown: 'The password of this connection is no longer known. Enter it again.',
  appNotSaved: 'This company’s app is no longer saved.',
  practiceHasNoSignIn: 'The practice instance has no sign-in of its own.',
  notAccepted: 'Eloqua did not accept this company, user name and password.',
  otherUser: 'Another user signed in than the one of this connection.',
  practiceHasNoApp: 'The practice instance has no app for single sign-on.',
  ended: 'This sign-in was ended.',
  onceAMinute: 'Eloqua lets a user sign in to an app once a minute.',
  denied: 'Access was denied on Eloqua’s page.',
  noAnswer: 'Eloqua gave no answer.',
  pasteAddress: 'Paste the address your browser ended on.',
  windowClosed: 'The sign-in window was closed.',
  noCode: 'This address holds no code.',
  otherSignIn: 'This address is another sign-in’s.',
  otherAddress: 'This is not the registered address.',
  startAgain: 'This sign-in was ended. Start it again.',
  notGiven: 'Eloqua did not give Bulkdesk a sign-in.',
  renewalUnanswered: 'Bulkdesk asked Eloqua to renew the sign-in and got no answer. Sign in again.',
  renewedInVain: 'Eloqua did not accept the sign-in, although it was renewed a moment ago.',
  connectionNotSaved: 'This connection is no longer saved.',
  passwordUnstorable: 'The password holds a character that cannot be stored.',
  passwordEmpty: 'The password is empty.',
  passwordTooLong: 'The password is too long to be kept in the keychain.',
  keychainUnreadable: 'The saved sign-in in the keychain cannot be read. Sign in again to replace it.',
  connectionForgotten: 'Bulkdesk has forgotten the connection this belongs to, so it cannot go on.',
  renewedByWindow: 'The sign-in has run out. Open Bulkdesk, which renews the sign-in.',
  refusedBefore: 'Eloqua did not accept this sign-in the last time. Open Bulkdesk and sign in again.',
  signInFirst: 'Sign in first.',
  signedOut: 'You are signed out of this connection.',
  wouldGoTo: (host: string) =>
    `The sign-in was about to go to ${host || 'an unreadable address'}, which is not Eloqua. It was not sent.`,
  endedByEloqua: (error: string) => `Eloqua ended the sign-in: ${error}.`,
} as const

/** What Eloqua answered, or did not. */
export const eloquaReasons = {
  mistakes: 'Eloqua found mistakes in the request.',
  notUnderstood: 'Eloqua could not understand the request.',
  signInNotAccepted: 'Eloqua did not accept the sign-in.',
  mayNot: 'Your Eloqua user may not do this.',
  notThere: 'Eloqua does not have what was asked for.',
  busy: 'Eloqua is busy with this definition.',
  noLongerKept: 'Eloqua no longer keeps this.',
  stillUsed: 'It is still used elsewhere in Eloqua.',
  storageFull: "Eloqua's storage for imports is full.",
  fewerRequests: 'Eloqua asked for fewer requests.',
  hadAProblem: 'Eloqua had a problem.',
  notAvailable: 'Eloqua is not available right now.',
  sentElsewhere: 'Eloqua sent the request elsewhere, which is not followed.',
  unknownAnswer: 'Eloqua gave an answer that Bulkdesk does not know.',
  notADefinition: 'Eloqua answered with something that is not a definition.',
  notASync: 'Eloqua answered with something that is not a sync.',
  notAPage: 'Eloqua answered with something that is not a page of data.',
  earlierSync: 'Eloqua answered with an earlier sync.',
  rowTooLarge: 'A row of this answer is too large to be read.',
  tooManyColumns: 'The rows of this answer have too many columns to be read.',
  samePageTwice: 'Eloqua gave the same page of a list twice.',
  listBroke: 'Eloqua stopped in the middle of a list.',
  endlessList: 'A list of Eloqua does not end.',
  listUnreadable: 'The list could not be read.',
  syncsUnreadable: 'The list of syncs could not be read.',
  notAPath: 'This is not a path of the Bulk API.',
  notADefinitionUri: 'This is not the uri of a definition.',
  definitionUnlisted: 'The answer was lost, and the definition is not in the list yet.',
  syncGone: 'Eloqua no longer knows this sync.',
  isNot: (what: string) => `Eloqua answered with something that is not ${what}.`,
} as const

/** Why a saved job, or an export from the command line, does not run. */
export const jobReasons = {
  gone: 'This saved job is no longer here.',
  stillRunning: 'A run of this job is still going on.',
  notAnExport: 'Only exports can run again by themselves.',
  exportWrites: 'This export runs sync actions, which change data in Eloqua. Start its sync yourself.',
  noFolder: 'Choose the folder again.',
  fileGone: 'The file of this run is no longer there.',
  noStore: 'The saved jobs on this computer cannot be opened.',
} as const

/** What the network did to a request. */
export const networkReasons = {
  answeredInstead: 'Something on the network answered instead of Eloqua.',
  noAnswerInTime: 'There was no answer in time.',
  proxyRefused: 'The network proxy did not let the request through.',
  proxyUnreachable: 'The network proxy cannot be reached.',
  proxyWantsSignIn: 'The network proxy wants a sign-in of its own, which Bulkdesk cannot give.',
  answerTooLarge: 'The answer is too large.',
  answerCutOff: 'The answer was cut off.',
  unreachable: 'Eloqua cannot be reached from this computer.',
  sentElsewhere: 'The request was sent elsewhere, which is not followed.',
  lost: 'The connection was lost.',
  notTrusted: "The server's certificate is not trusted.",
  canceledInFlight: 'Canceled while it was being sent.',
  canceledBefore: 'Canceled before anything was sent.',
  notMadeInTime: 'The connection could not be made in time.',
  proxyKind: (scheme: string) => `This network wants a ${scheme} proxy, which Bulkdesk cannot send data through.`,
} as const

/** What the disk said. */
export const diskReasons = {
  full: 'The disk is full.',
  shareUsedUp: 'Your share of the disk is used up.',
  mayNotWrite: 'This folder or file may not be written.',
  mayNotWriteOrOpen: 'This folder or file may not be written, or another program has the file open.',
  openElsewhere: 'Another program has the file open.',
  readOnly: 'This disk can only be read.',
  isFolder: 'There is a folder of that name.',
  isFile: 'There is already a file of that name.',
  nameTooLong: 'The name or the path is too long.',
  folderGone: 'The folder is not there any more.',
  linkToItself: 'This is a link that leads back to itself.',
  damaged: (name: string) =>
    `“${name}” in Bulkdesk’s data folder is damaged, and was left as it is. Open Bulkdesk: the window sets the file aside and says what to do.`,
  notWritten: 'The disk could not be written.',
  fullFor: (what: string) => `${what} could not be written: the disk is full.`,
  deniedFor: (what: string) => `${what} could not be written: Bulkdesk may not write there.`,
  failedFor: (what: string, reason: string) => `${what} could not be written (${reason || 'no reason given'}).`,
} as const

const NO_FILE = {
  isDirectory: 'a folder',
  isFIFO: 'a pipe',
  isSocket: 'a socket',
  isCharacterDevice: 'a device',
  isBlockDevice: 'a disk device',
} as const

/** Why a file cannot be read. */
export const fileReasons = {
  heldElsewhere: 'Another program holds this file. Close it there and try again.',
  changedOnDisk: 'The file changed on disk since Bulkdesk looked at it. Open it again to check what it holds now.',
  unreadable: 'The file could not be read from its disk.',
  gone: 'The file is not there any more. It was moved, renamed or deleted.',
  isFolder: 'This is a folder, not a file.',
  linkToItself: 'This is a link that leads back to itself.',
  mayNotRead: 'Bulkdesk may not read this file. Check its permissions, or copy it to a folder of your own.',
  headerUnreadable: 'The header cannot be read. Check the file again.',
  notThere: 'The file is not there.',
  notADefinition: 'This file was not saved from a definition in Bulkdesk.',
  notOnThisComputer: 'What was dropped is not a file on this computer.',
  notOpen: 'This file is no longer open. Drop it again.',
  changedSinceOpened: 'The file was changed since it was opened. Drop it again.',
  noFileToShow: 'There is no file to show.',
  notRecent: 'This file is no longer on the list of recent files.',
  notOpened: (name: string, reason = 'no reason given') => `${name} cannot be opened (${reason}).`,
  notRegular: (name: string) => `${name} is not a regular file.`,
  beingRead: 'This file is being read already.',
  noSheet: 'This sheet is not there. Choose the file again.',
  isNoFile: (kind: keyof typeof NO_FILE) => `This is ${NO_FILE[kind]}, not a file.`,
  damagedAt: ({ byte, line }: { readonly byte: number; readonly line: number }) =>
    `The file is damaged at byte ${formatCount(byte)} (line ${formatCount(line)}). Check it again.`,
  quoteOpen: (line: number) => `A quote opened in line ${formatCount(line)} is never closed. Check the file again.`,
  rowTooBig: (row: number) => `Row ${formatCount(row)} alone is bigger than one part may be.`,
  noSource: 'The file cannot be used as a source of rows.',
  foreign: (what: string) =>
    `This is ${what}, whatever its name says. Open it in the program it belongs to and save it as “CSV UTF-8”.`,
  noSuchColumn: 'The file has no such column any more. Check the file again.',
  tooManyTexts: (most: number) =>
    `The column has more than ${formatCount(most)} different texts. Bulkdesk can’t look for duplicates among so many.`,
  noColumnFor: (field: string) => `The file has no column for the field “${field}” any more.`,
} as const

/** What Bulkdesk itself cannot do, or has ended. */
export const bulkdeskReasons = {
  canceled: 'Canceled.',
  canceledByYou: 'Canceled by you.',
  youCanceled: 'You canceled this. Nothing was sent.',
  mayNotUse: 'This page may not use Bulkdesk.',
  wentWrong: 'Something went wrong inside Bulkdesk. Its log says what.',
  workerStopped: 'A part of Bulkdesk that does the heavy work has stopped.',
  practiceNotStarted: 'The practice instance could not be started.',
  windowClosed: 'The window is closed.',
  linkNotOpened: 'This link is not opened.',
  requestGone: 'This request is no longer in the list.',
  newerReport: 'A newer report was made. Save that one.',
  draftNotKept: 'This draft is not kept for this connection.',
  draftIsNew: 'This draft is of a new definition.',
  notADraft: 'This is not a draft of a definition.',
  cannotUse: (fields: string) => `Bulkdesk cannot use what it was given (${fields}).`,
  otherRuns: 'Another Bulkdesk is running with the same data folder, and looks after its uploads.',
} as const

/** Why rows of a result cannot be read, questioned or saved. */
export const resultReasons = {
  keptForATime: 'Eloqua keeps the data of an export for a time only, and no longer has this.',
  exportsOnly: 'Only the sync of an export has data to read.',
  notEnded: 'This sync has not ended yet, so there is no data to read.',
  pageGone: 'This page is no longer in memory.',
  tooMuchToCopy: 'Too much to copy at once.',
  keyColumnMissing: 'A column of the key is not in both runs.',
  tooMuchMemory: 'The question needs more memory than Bulkdesk may use.',
  questionStopped: 'The question was stopped.',
  questionsLetGo: 'Bulkdesk let the questions go.',
  helperStopped: 'The part of Bulkdesk that answers questions has stopped.',
  notOpen: 'This view or comparison is not open any more.',
  saveStopped: 'The save was stopped.',
  savingThere: 'Another save to this file is still going on.',
  keptUntil: (time: string) => `Eloqua kept this data until ${time} UTC.`,
  onlyUser: (user: string) => `Only ${user || 'the user who started this sync'} can read its data.`,
} as const

/** What a transfer in the list cannot do. */
export const transferReasons = {
  stillRunning: 'It is still running. Cancel it first.',
  nothingToTry: 'There is nothing to try again here.',
  pastCanceling: 'This can no longer be canceled.',
  noPause: 'This cannot be paused.',
  notListed: 'This transfer is no longer in the list.',
} as const

/** Why an upload or a check cannot go on. */
export const uploadReasons = {
  recipeGone: 'This recipe was removed.',
  recipeNamed: (name: string) => `Another recipe is called “${name}”. Choose another name.`,
  recipeUnnamed: 'A recipe needs a name.',
  lookFirst: 'Look at the file before checking it.',
  checkNotOpen: 'This check is no longer open. Check the file again.',
  checkCanceled: 'The check was canceled.',
  importsAndActions: 'Files can be sent to imports and sync actions only.',
  copyTooOld: 'The temporary copy had waited for longer than Eloqua keeps the rows in it.',
  closedBefore: 'Bulkdesk was closed before the answer came.',
  otherFile: 'The file is no longer the one that was checked.',
  discarded: 'Discarded by you.',
  notInHistory: 'This upload is no longer in the history.',
  noneOfItsRowsStaged: 'No rows of this upload are staged.',
  noRowsStaged: 'No rows are staged for this upload.',
  notWaitingForThat: 'This upload is not waiting for that answer.',
  running: 'This upload is still running.',
  over: 'This upload is over.',
  definitionInUse: 'An upload to this definition is still running. Wait for it, or pause it first.',
  importedMeanwhile: 'Another sync of the definition has processed these rows meanwhile.',
  connectionSwitched: 'The connection was switched after the check. Check the file again.',
  notThatWay: 'This file cannot be sent that way. Check it first.',
  alreadySending: 'This file is already being sent.',
  alreadySent: 'This file was sent already. Open the file again to send its rows once more.',
  rowsWait: (rows: string) =>
    `${rows} are already staged in this definition, and one sync would import them together with this file. Choose what to do with them first.`,
  stillChecked: 'The file is still being checked.',
  atWorkElsewhere: 'The command line, or another Bulkdesk, is at work on this upload. Wait, or stop it there.',
  definitionElsewhere: 'The command line, or another Bulkdesk, is sending to this definition. Wait for its end.',
  unfinishedThere: 'An earlier upload to this definition is not over. Open Bulkdesk and finish that upload first.',
} as const
