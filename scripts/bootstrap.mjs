/**
 * From a fresh clone to a running command, on a machine with Node 20 and npm and nothing else: installs the npm
 * packages, on Debian the system's packages too where that is allowed, and goes on under the project's own Node 24.
 * Plain JavaScript without a dependency, as it runs before there are any.
 *
 *   node scripts/bootstrap.mjs <command> [arguments]      runs scripts/<command>.ts
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const LOWEST_NODE = 20
const OWN_NODE = 24
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const packages = join(root, 'node_modules')

/** What each command needs of a Linux machine. */
const NEEDS = {
  start: ['window'],
  dev: ['window'],
  demo: ['window', 'display', 'keyring'],
  gallery: ['window', 'display', 'keyring'],
  e2e: ['window', 'display', 'keyring'],
  check: [],
  oracle: [],
  unit: ['display', 'keyring', 'window'],
  test: ['window', 'display', 'keyring'],
  'self-test': ['window', 'display', 'keyring'],
  package: [],
}

const [command, ...rest] = process.argv.slice(2)

try {
  if (!Object.hasOwn(NEEDS, command ?? ''))
    throw new Error(`Usage: node scripts/bootstrap.mjs ${Object.keys(NEEDS).join('|')}`)
  checkNode()
  installPackages()
  const node = findOwnNode()
  if (process.platform === 'linux') installSystemPackages(command)
  run(node, command, rest)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < LOWEST_NODE) throw new Error(`Node ${LOWEST_NODE} or newer is needed; this is ${process.version}.`)
}

function installPackages() {
  if (arePackagesCurrent()) return
  console.log('Installing npm packages (npm ci) …')
  runOrThrow(npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci failed.')
}

/** By content, not by date: a checkout or a copy changes dates. Optional packages are those of other systems. */
function arePackagesCurrent() {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(packages, '.package-lock.json'))
  if (!wanted || !present) return false
  const isThere = ([path, entry]) => entry.optional || entry.devOptional || present[path]?.version === entry.version
  return Object.entries(wanted).every(([path, entry]) => path === '' || isThere([path, entry]))
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

/** The `node` package brings the Node that Electron has; its install script may have been held back. */
function findOwnNode() {
  if (Number(process.versions.node.split('.')[0]) === OWN_NODE) return process.execPath
  const folder = join(packages, 'node')
  const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node))
    spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder, stdio: 'inherit' })
  if (existsSync(node)) return node
  throw new Error(
    `Node ${OWN_NODE} is missing: the npm package "node" could not put it at ${node}.\n` +
      `Allow its install script and run "npm rebuild node", or start this with a Node ${OWN_NODE} of your own.`,
  )
}

/** Debian's packages, by what they are for; only what is missing is installed. */
function missingSystemPackages(needs) {
  const missing = []
  if (needs.includes('window') && !hasWindowRuntime())
    missing.push('chromium', 'fonts-liberation', 'fonts-droid-fallback')
  if (needs.includes('display') && !has('Xvfb')) missing.push('xvfb')
  if (needs.includes('keyring')) {
    if (!has('dbus-daemon')) missing.push('dbus')
    if (!has('gnome-keyring-daemon')) missing.push('gnome-keyring')
  }
  if (needs.length > 0 && !hasLibrary('libsecret-1.so.0')) missing.push('libsecret-1-0')
  return missing
}

function installSystemPackages(name) {
  const isBare = !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  const needs = NEEDS[name].includes('window') && isBare ? ['window', 'display', 'keyring'] : NEEDS[name]
  const missing = missingSystemPackages(needs)
  if (missing.length === 0) return
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid() !== 0 || !has('apt-get')) {
    // Starting goes on: Electron can be fetched, and a missing keychain is told to the user by the app.
    if (name === 'start' || name === 'dev') return
    throw new Error(
      `This machine lacks: ${missing.join(', ')}. Install them, on Debian or Ubuntu by\n\n  sudo ${install}\n`,
    )
  }
  console.log(`Installing system packages: ${missing.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  runOrThrow('apt-get', ['-qq', 'update'], 'apt-get update failed.', env)
  runOrThrow('apt-get', ['-qq', '-o=Dpkg::Use-Pty=0', ...install.split(' ').slice(1)], `"${install}" failed.`, env)
}

function hasWindowRuntime() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
  return existsSync(join(packages, 'electron', 'path.txt')) || Boolean(process.env.BULKDESK_CHROMIUM) || names.some(has)
}

function has(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

function hasLibrary(name) {
  const folders = ['/usr/lib', '/usr/lib64', '/lib', '/lib64']
  const triplets = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((entry) => entry.includes('-linux-')) : []
  return [...folders, ...triplets.map((entry) => join('/usr/lib', entry))].some((folder) =>
    existsSync(join(folder, name)),
  )
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm'
}

function runOrThrow(program, args, message, env = process.env) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env, shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(message)
}

function run(node, name, args) {
  const path = [join(packages, '.bin'), process.env.PATH].join(delimiter)
  const child = spawn(node, [join(root, 'scripts', `${name}.ts`), ...args], {
    cwd: root,
    stdio: 'inherit',
    // Each process that a test starts reads TypeScript: kept compiled, a start costs half.
    env: { NODE_COMPILE_CACHE: join(packages, '.cache', 'node'), ...process.env, PATH: path },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) endWithParent(child)
  child.once('exit', (code) => process.exit(code ?? 1))
  child.once('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
}

/** npm that is told to end does not pass it on: without this, the app would outlive the command that started it. */
function endWithParent(child) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    child.kill('SIGTERM')
  }, 500)
  timer.unref()
}
