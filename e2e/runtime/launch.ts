import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { listenToTest } from './control.ts'
import { host } from './host.ts'

/**
 * Runs the built app on Chromium: `node e2e/runtime/launch.ts [arguments of the app]`. The same main.js as in Electron,
 * with the module `electron` resolved to ours.
 */
const project = resolve(import.meta.dirname, '../..')
const standIn = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})

host.appPath = project
// As in `electron . …`: the program, the app's folder, the app's arguments.
process.argv = [process.execPath, project, ...process.argv.slice(2)]
process.on('SIGTERM', () => void import('./app.ts').then(({ app }) => app.quit()))
process.on('SIGINT', () => void import('./app.ts').then(({ app }) => app.quit()))
if (host.isUnderTest) listenToTest()
await import(pathToFileURL(resolve(project, process.env.BULKDESK_MAIN ?? 'dist/main/main.js')).href)
