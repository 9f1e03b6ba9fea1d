import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'
import type * as Electron from 'electron'
import { standInApp } from './app.ts'
import { host } from './host.ts'
import { refuseUnknownKeys, strict } from './strict.ts'

const OPEN_KEYS = ['title', 'filters', 'properties', 'defaultPath', 'buttonLabel']
const SAVE_KEYS = ['title', 'filters', 'properties', 'defaultPath', 'buttonLabel']
const MESSAGE_KEYS = ['type', 'message', 'detail', 'buttons', 'defaultId', 'cancelId', 'title', 'noLink']

/** What a test says in the user's place, in order. `null`: the user closes the dialog. */
export interface DialogAnswers {
  readonly open: (readonly string[] | null)[]
  readonly save: (string | null)[]
  readonly message: number[]
}

export const dialogAnswers: DialogAnswers = { open: [], save: [], message: [] }

/** A dialog nobody scripted an answer for would hang a real user's test: it fails loudly instead. */
function nextAnswer<K extends keyof DialogAnswers>(kind: K): DialogAnswers[K][number] {
  const queue = dialogAnswers[kind] as DialogAnswers[K][number][]
  if (queue.length === 0) throw new Error(`A ${kind} dialog was opened and no answer was scripted for it.`)
  return queue.shift() as DialogAnswers[K][number]
}

export const dialog = strict('dialog', {
  async showOpenDialog(_window: unknown, options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> {
    refuseUnknownKeys('showOpenDialog', options, OPEN_KEYS)
    const filePaths = host.isUnderTest ? nextAnswer('open') : await askOpen(options)
    return { canceled: filePaths === null, filePaths: [...(filePaths ?? [])] }
  },

  async showSaveDialog(_window: unknown, options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue> {
    refuseUnknownKeys('showSaveDialog', options, SAVE_KEYS)
    const filePath = host.isUnderTest ? nextAnswer('save') : await askSave(options)
    return { canceled: filePath === null, filePath: filePath ?? '' }
  },

  async showMessageBox(_window: unknown, options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
    refuseUnknownKeys('showMessageBox', options, MESSAGE_KEYS)
    const response = host.isUnderTest ? nextAnswer('message') : await askMessage(options)
    return { response, checkboxChecked: false }
  },

  showErrorBox(title: string, text: string): void {
    console.error(`${title}\n${text}`)
  },
})

const run = promisify(execFile)

/** The answer of zenity, null when the user closed it, undefined when it is not installed. */
async function zenity(args: readonly string[]): Promise<string | null | undefined> {
  try {
    return (await run('zenity', [...args])).stdout.replace(/\n$/, '')
  } catch (error) {
    return (error as { code?: unknown }).code === 'ENOENT' ? undefined : null
  }
}

async function askOpen(options: Electron.OpenDialogOptions): Promise<readonly string[] | null> {
  const answer = await zenity(['--file-selection', '--multiple', '--separator=\n', `--title=${options.title ?? ''}`])
  if (typeof answer === 'string') return answer.split('\n')
  if (answer === undefined) {
    console.log('To open files without a dialog program (zenity), drop them on the window or use its Browse button.')
  }
  return null
}

async function askSave(options: Electron.SaveDialogOptions): Promise<string | null> {
  const target = freeName(join(standInApp.getPath('downloads'), basename(options.defaultPath ?? 'untitled')))
  const answer = await zenity(['--file-selection', '--save', `--title=${options.title ?? ''}`, `--filename=${target}`])
  if (answer !== undefined) return answer
  console.log(`Saving to ${target} (install zenity for a dialog).`)
  return target
}

async function askMessage({
  message,
  detail,
  buttons = ['OK'],
  cancelId = 0,
}: Electron.MessageBoxOptions): Promise<number> {
  const rows = buttons.map((button) => `--extra-button=${button}`)
  const text = [message, detail].filter(Boolean).join('\n\n')
  try {
    await run('zenity', ['--question', '--switch', '--no-markup', `--text=${text}`, ...rows])
  } catch (error) {
    const { code, stdout } = error as { code?: unknown; stdout?: string }
    const chosen = buttons.indexOf((stdout ?? '').trim())
    if (chosen >= 0) return chosen
    if (code === 'ENOENT') console.log(`${text}\n(answered "${buttons[cancelId]}": install zenity to be asked)`)
  }
  return cancelId
}

function freeName(path: string): string {
  const extension = extname(path)
  const stem = path.slice(0, path.length - extension.length)
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${stem} (${number})${extension}`
    if (!existsSync(candidate)) return candidate
  }
}
