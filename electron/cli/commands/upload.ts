import { type AppError, isAppError, notNow } from '../../../shared/contract/errors.ts'
import { type CheckReport, copyChoice, type Problem, type SourceFile } from '../../../shared/csv/csv.ts'
import type { Recipe, UnattendedLeave } from '../../../shared/uploads/recipe.ts'
import { mayBeTwice } from '../../../shared/uploads/row-sums.ts'
import type { Check, Upload } from '../../../shared/uploads/upload.ts'
import { cliReasons, cliWords } from '../../../shared/words/command-line.ts'
import { outcomeWords } from '../../../shared/words/upload-outcome.ts'
import { questionWords } from '../../../shared/words/upload-questions.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { rulesMark } from '../../uploads/check/definition-changes.ts'
import { readTarget } from '../../uploads/check/read-definition.ts'
import { createRecipeBook } from '../../uploads/recipes/recipe-book.ts'
import type { UploadCommand } from '../cli-arguments.ts'
import { type CliOptions, describeConnection, guestLog, wrong } from '../cli-desk.ts'
import { EXIT, type ExitCode, exitCodeAfterStart, exitCodeOf } from '../exit-codes.ts'
import { type GuestUploads, withUploads } from '../guest-uploads.ts'

/**
 * Sends a file by a saved recipe, with the window's own check, journal and receipt. Nobody is there to be asked: whatever the
 * check page would show as a question, a fault or a doubt stops the upload before anything is sent, and is named.
 */
export async function uploadFile(options: CliOptions, client: EloquaClient, command: UploadCommand) {
  const facts = { connection: describeConnection(client), recipe: command.recipe }
  const recipe = findRecipe(options, client, command.recipe)
  return withUploads(options, client, async (uploads) => {
    const { check, reasons } = await checkFile(uploads, recipe, command)
    if (!check || reasons.length > 0) {
      const error = notNow(cliReasons.stopped(reasons)).toData()
      return { code: EXIT.refused, answer: { ...facts, reasons, check: summaryOf(check), error } }
    }
    const started: Started = {}
    try {
      await expectLeave(options, client, recipe)
      const upload = await send(options, uploads, check, started)
      const words = wordsOf(upload)
      if (words) options.tell(words)
      return {
        code: codeOf(upload, options.signal),
        answer: { ...facts, state: upload.state, words, receipt: upload },
      }
    } catch (error) {
      if (!isAppError(error)) throw error
      return { code: codeOfFailure(error, started), answer: { ...facts, ...started, error: error.toData() } }
    }
  })
}

interface Started {
  uploadId?: string
}

/** Rows may have gone out where an upload has begun. */
function codeOfFailure(error: AppError, { uploadId }: Started): ExitCode {
  return uploadId === undefined ? exitCodeOf(error) : exitCodeAfterStart(error, EXIT.unclear)
}

/** Production is sent to unattended only where the user has allowed that for this recipe and connection, in the window. */
function findRecipe({ userData, log }: CliOptions, { connection }: EloquaClient, name: string): Recipe {
  const recipes = createRecipeBook(userData, guestLog(log))
  const recipe = recipes.named(connection, name)
  if (!recipe)
    throw wrong(
      cliReasons.noSuchRecipe(
        name,
        recipes.list(connection).map((one) => one.name),
      ),
    )
  if (connection.environment === 'production' && !leaveOf(recipe, connection))
    throw notNow(cliReasons.notAllowed(recipe.name))
  return recipe
}

/**
 * Looked at right before the rows go: while a file is checked, the recipe may be saved again or lose its leave, and somebody
 * may have given the definition other rules since the leave was given.
 */
async function expectLeave({ userData, log }: CliOptions, client: EloquaClient, recipe: Recipe): Promise<void> {
  const now = createRecipeBook(userData, guestLog(log)).find(client.connection, recipe.recipeId)
  if (now.savedAt !== recipe.savedAt) throw notNow(cliReasons.recipeChanged(recipe.name))
  if (client.connection.environment !== 'production') return
  const leave = leaveOf(now, client.connection)
  if (!leave) throw notNow(cliReasons.notAllowed(recipe.name))
  const definition = await readTarget(client, recipe.targetUri)
  if (rulesMark(definition) !== leave.rules) throw notNow(cliReasons.rulesChanged(recipe.name, definition.name))
}

function leaveOf({ unattended = [] }: Recipe, { id }: EloquaClient['connection']): UnattendedLeave | undefined {
  return unattended.find(({ connectionId }) => connectionId === id)
}

interface Checked {
  /** Absent where the file could not be read far enough to be checked. */
  readonly check?: Check
  /** Why the file is not sent, in words. */
  readonly reasons: readonly string[]
}

async function checkFile(
  { api, files, checked }: GuestUploads,
  recipe: Recipe,
  command: UploadCommand,
): Promise<Checked> {
  const original = await takeFile(files, command.file)
  const { fileId } = original
  const { choice, mapping, fixes, differences } = await api.fitRecipe({ recipeId: recipe.recipeId, fileId, choice: {} })
  const look = await api.takeFirstLook({ fileId, ...choice })
  const unread = stopping(look.problems, command).filter(({ severity }) => severity === 'blocks')
  if (unread.length > 0) return { reasons: unread.map(({ title }) => title) }
  const { reading } = look
  const file: SourceFile =
    fixes.length > 0 ? await api.makeFixes({ workId: 'command-line', fileId, reading, fixes: [...fixes] }) : original
  const fixed = file === original ? look : await api.takeFirstLook({ fileId: file.fileId, ...copyChoice(reading) })
  const wanted = { fileId: file.fileId, targetUri: recipe.targetUri, reading: fixed.reading, mapping }
  const check = await checked((await api.startCheck(wanted)).checkId)
  const found = check.report ? reasonsIn(check.report, command) : [check.error?.message ?? cliReasons.notChecked]
  const lookedAt = stopping(look.problems, command).map(({ title }) => title)
  return { check, reasons: [...new Set([...differences, ...lookedAt, ...found])] }
}

async function takeFile(files: GuestUploads['files'], path: string): Promise<SourceFile> {
  if (!/\.(csv|tsv|txt)$/i.test(path)) throw wrong(cliReasons.csvOnly)
  return files.take(path).catch((error: unknown) => {
    throw isAppError(error) ? wrong(error.message) : error
  })
}

/** What the user would have to look at. */
function reasonsIn(report: CheckReport, command: UploadCommand): readonly string[] {
  const doubtful = report.values?.length ?? 0
  return [
    ...stopping(report.problems, command).map(({ title }) => title),
    ...(report.heldBackRows > 0 && !command.skipsBadRows ? [cliReasons.heldBack(report.heldBackRows)] : []),
    ...(report.goodRows === 0 ? [cliReasons.noGoodRows] : []),
    ...(doubtful > 0 ? [cliReasons.doubtfulValues(doubtful)] : []),
  ]
}

function stopping(problems: readonly Problem[], { skipsBadRows, acceptsWarnings }: UploadCommand): readonly Problem[] {
  const passes = { blocks: false, row: skipsBadRows, warning: acceptsWarnings, note: true }
  return problems.filter(({ severity }) => !passes[severity])
}

function summaryOf(check: Check | undefined) {
  const report = check?.report
  return report && { rows: report.rows, goodRows: report.goodRows, heldBackRows: report.heldBackRows }
}

/** Sends the way that the check page would propose. Ctrl-C cancels, and what had arrived is in the receipt. */
async function send(
  { signal, tell }: CliOptions,
  uploads: GuestUploads,
  { checkId, plans = [] }: Check,
  started: Started,
): Promise<Upload> {
  const [plan] = plans
  if (!plan) throw notNow(cliReasons.notChecked)
  tell(cliWords.sending(plan.rows))
  const isStraight = plan.way === 'straight'
  const order = { checkId, way: plan.way, scope: 'all-good-rows', importsAtOnce: isStraight } as const
  signal.throwIfAborted()
  const { uploadId } = await uploads.api.startUpload(order)
  started.uploadId = uploadId
  return uploads.atRest(uploadId)
}

const AT_REST: ReadonlySet<Upload['state']> = new Set(['done', 'stopped', 'staged', 'needs-you', 'paused'])

function codeOf({ state, question, ledger, syncStatuses }: Upload, signal: AbortSignal): ExitCode {
  if (state === 'done') {
    if (mayBeTwice(ledger)) return EXIT.unclear
    const { rejected = 0, duplicates = 0, unexplained = 0, heldBack } = ledger
    const isWhole = rejected + duplicates + unexplained + heldBack === 0
    return isWhole && Object.values(syncStatuses).every((status) => status === 'success') ? EXIT.done : EXIT.warnings
  }
  if (question?.kind === 'sign-in-again') return EXIT.signIn
  if (state === 'stopped' && !ledger.inDoubt) return signal.aborted ? EXIT.interrupted : EXIT.failed
  return EXIT.unclear
}

function wordsOf(upload: Upload): string | undefined {
  if (!AT_REST.has(upload.state)) return cliReasons.leftBehind
  return upload.question ? questionWords(upload, upload.question) : outcomeWords(upload)
}
