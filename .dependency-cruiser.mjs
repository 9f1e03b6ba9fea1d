/**
 * Which room may import which. Imports run one way:
 *
 *   shared <- electron, renderer, simulator
 *   electron:  platform <- eloqua <- csv, connections, definitions, syncs, runs, transfers, uploads, jobs, practice <- cli, shell, main
 *   renderer:  window <- ui <- entities <- features <- app
 *
 * Tests may import what they test with, so their own imports are only held to be free of circles.
 */
const TESTS = '\\.test\\.tsx?$|/testing/'
const SERVICES = 'connections|csv|definitions|jobs|practice|requests|runs|support|syncs|transfers|uploads'

/** What one service offers to the others; everything else in its folder is its own business. */
const FACES = [
  'connections/(client-book|host-pin|session|session-state)',
  'csv/(engine|limits|read/file-errors|read/magic|check/problems)',
  'practice/practice-instance',
  'runs/row-files',
  'syncs/(await-sync|definition-catalogue|start-sync)',
  'transfers/tell-trouble',
  'transfers/transfer-book',
].map((face) => `^electron/${face}\\.ts$`)

export default {
  forbidden: [
    forbid(
      'no-circles',
      'Two files that import each other cannot be read one after the other.',
      {},
      { circular: true },
    ),
    forbid(
      'resolvable',
      'The file or package does not exist.',
      {},
      // The package.json of numfmt names types that lie elsewhere, and this tool looks for no others.
      { couldNotResolve: true, pathNot: '\\.(css|svg)$|^numfmt$' },
    ),

    forbid(
      'shared-alone',
      'shared/ imports nothing outside itself, but zod.',
      { path: '^shared/' },
      {
        pathNot: ['^shared/', '^node_modules/zod/'],
      },
    ),
    forbid(
      'simulator-apart',
      'simulator/ imports shared/ only.',
      { path: '^simulator/' },
      {
        path: '^(electron|renderer|e2e|bench|scripts)/|^node_modules/electron/',
      },
    ),
    forbid(
      'electron-apart',
      'electron/ imports shared/ only.',
      { path: '^electron/' },
      {
        path: '^(renderer|simulator|e2e|bench|scripts)/',
      },
    ),
    forbid(
      'platform-lowest',
      'platform/ serves all the others and knows none of them.',
      { path: '^electron/platform/' },
      {
        path: '^electron/',
        pathNot: '^electron/platform/',
      },
    ),
    forbid(
      'eloqua-below-services',
      'eloqua/ stands on platform/ alone.',
      { path: '^electron/eloqua/' },
      {
        path: '^electron/',
        pathNot: '^electron/(eloqua|platform)/',
      },
    ),
    forbid(
      'services-below-shell',
      'A service knows nothing of the shell.',
      { path: `^electron/(${SERVICES})/` },
      {
        path: '^electron/(shell/|[^/]+$)',
      },
    ),
    forbid(
      'services-apart',
      'Services use each other by the files named in FACES only.',
      { path: `^electron/(${SERVICES})/` },
      {
        path: `^electron/(${SERVICES})/`,
        pathNot: ['^electron/$1/', ...FACES],
      },
    ),
    forbid(
      'keytar-once',
      'Only credentials.ts touches the keychain.',
      { pathNot: '^electron/connections/credentials\\.ts$' },
      {
        path: '^node_modules/keytar/',
      },
    ),

    forbid(
      'renderer-apart',
      'The window has no Node: it asks main through renderer/api.ts.',
      { path: '^renderer/' },
      {
        path: '^(electron|simulator|e2e|bench|scripts)/|^node_modules/keytar/',
      },
    ),
    forbid('renderer-without-node', 'The window has no Node.', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
    forbid(
      'ui-knows-no-eloqua',
      'ui/ knows nothing of Eloqua.',
      { path: '^renderer/ui/' },
      {
        path: '^shared/(csv|eloqua|uploads)/|^shared/words/(?!controls|numbers|times|plural)|^renderer/api\\.ts$|^renderer/window/navigation\\.ts$',
      },
    ),
    forbid(
      'ui-lowest',
      'ui/ stands on window/ alone.',
      { path: '^renderer/ui/' },
      {
        path: '^renderer/(app|entities|features)/',
      },
    ),
    forbid(
      'window-lowest',
      'window/ imports none of the rooms above it.',
      { path: '^renderer/window/' },
      {
        path: '^renderer/(app|ui|entities|features)/',
      },
    ),
    forbid(
      'entities-below-features',
      'Entities import ui/, window/ and shared/.',
      { path: '^renderer/entities/' },
      {
        path: '^renderer/(app|features)/',
      },
    ),
    forbid(
      'features-below-app',
      'Features do not know which app shows them.',
      { path: '^renderer/features/' },
      {
        path: '^renderer/app/',
      },
    ),
    forbid(
      'features-apart',
      'Features never import each other: share through entities/, ui/ or shared/.',
      { path: '^renderer/features/([^/]+)/' },
      {
        path: '^renderer/features/',
        pathNot: '^renderer/features/$1/',
      },
    ),
  ],
  options: {
    // TypeScript 7 has no API that could be asked yet.
    parser: 'swc',
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: '/assembly/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}

function forbid(name, comment, from, to) {
  const isAboutAll = Object.keys(from).length === 0
  return {
    name,
    comment,
    severity: 'error',
    from: isAboutAll ? from : { ...from, pathNot: [...[from.pathNot ?? []].flat(), TESTS] },
    to,
  }
}
