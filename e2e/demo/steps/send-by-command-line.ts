import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type DemoStep, mustBe, type Stage } from '../stage.ts'
import { HEADER, RECIPE } from './save-recipe.ts'

const CLI = join(import.meta.dirname, '../../../electron/cli/node-cli.ts')

interface Answer {
  readonly state?: string
  readonly words?: string
  readonly reasons?: readonly string[]
}

/** Commands beside the open window, on its data folder, with its recipe and the password from the keychain. */
export function sendByCommandLine(given: { readonly env: NodeJS.ProcessEnv; readonly loginUrl: string }): DemoStep {
  return {
    name: 'Send next week’s file by the recipe, from a command line beside the window',
    async play({ app, page, outDir, shoot }) {
      const good = join(outDir, 'leads-tuesday.csv')
      const bad = join(outDir, 'leads-broken.csv')
      writeFileSync(good, `${HEADER}\nkatherine@leads.example,Katherine,Johnson,Orbits Ltd,United States,0791234569\n`)
      writeFileSync(bad, `${HEADER}\n,Nobody,,No Address Inc,,\n`)
      const [refused, sent] = await Promise.all([
        follow(given, app, ['upload', bad, '--recipe', RECIPE]),
        follow(given, app, ['upload', good, '--recipe', RECIPE]),
      ])
      const printed = [refused, sent].map(({ shown }) => shown).join('\n')
      writeFileSync(join(outDir, 'command-line.txt'), printed)
      console.log(printed.replace(/^/gm, '     '))
      mustBe('exit codes', [refused, sent].map(({ code }) => code).join(' '), '3 0')
      mustBe('what came of the file', sent.answer.state, 'done')
      await page.getByRole('navigation').getByText('History', { exact: true }).click()
      await page.getByRole('grid', { name: 'Uploads' }).getByText('leads-tuesday.csv').first().waitFor()
      await shoot('33-history-of-the-command-line')
      return { sent: sent.answer.words ?? '', refused: refused.answer.reasons?.join('; ') ?? '' }
    },
  }
}

async function follow(
  { env, loginUrl }: Parameters<typeof sendByCommandLine>[0],
  { userDataDir }: Stage['app'],
  words: readonly string[],
) {
  const places = [`--user-data-dir=${userDataDir}`, `--login-url=${loginUrl}`]
  const child = spawn(process.execPath, [CLI, ...words, ...places], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, told, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  const answer = JSON.parse(out) as Answer
  const shown = [`$ bulkdesk ${words.map(quoted).join(' ')}`, told.trim(), `exit code ${code}`]
    .filter(Boolean)
    .join('\n')
  return { code, answer, shown: `${shown}\n` }
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word
}
