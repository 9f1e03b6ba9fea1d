import { build } from './build.ts'
import { findElectron } from './choose-runtime.ts'
import { getDuckdbBindings } from './duckdb-bindings.ts'
import { packageApp } from './package-app.ts'

/** `npm run package [-- --dir] [-- arguments of electron-builder]`: the installers of this system, or the unpacked app, in release/. */
const args = process.argv.slice(2)
warnAboutSigning()
if (!findElectron() && args.includes('--dir'))
  console.log("Electron's files are not here: files of the same names stand in for them. The result does not start.")
build()
if (!args.includes('--dir')) getDuckdbBindings(process.platform)
process.exit(packageApp({ args }))

/** Unsigned installers frighten users and, on macOS, hardly start: this must not pass unseen. */
function warnAboutSigning(): void {
  const wanted = { darwin: ['CSC_LINK', 'APPLE_API_KEY'], win32: ['WIN_CSC_LINK'] }[process.platform as string] ?? []
  const missing = wanted.filter((name) => !process.env[name])
  if (missing.length > 0)
    console.warn(`\n*** NOT SIGNED: ${missing.join(' and ')} not set. See docs/releasing.md. ***\n`)
}
