const DANGEROUS = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-brk-node',
  'inspect-wait',
  'inspect-publish-uid',
  'disable-web-security',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-resolver-rules',
  'host-rules',
  'proxy-server',
  'proxy-pac-url',
  'load-extension',
  'js-flags',
  'log-net-log',
  'ssl-key-log-file',
  'user-data-dir',
  'disable-site-isolation-trials',
]
const ENVIRONMENT = ['SSLKEYLOGFILE', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS']

/**
 * The switches by which somebody could watch or redirect an installed Bulkdesk. `no-sandbox` is let through on Linux only,
 * where some systems cannot start Chromium otherwise.
 */
export function findDangerousSwitch(argv: readonly string[], platform: NodeJS.Platform): string | undefined {
  const refused: ReadonlySet<string> = new Set(platform === 'linux' ? DANGEROUS : [...DANGEROUS, 'no-sandbox'])
  return argv
    .slice(1)
    .map((argument) => switchName(argument, platform))
    .find((name) => name !== undefined && refused.has(name))
}

/** Chromium takes one or two dashes, and on Windows a slash and any case. */
function switchName(argument: string, platform: NodeJS.Platform): string | undefined {
  const pattern = platform === 'win32' ? /^(?:--?|\/)([^=]+)/ : /^--?([^=]+)/
  return pattern.exec(argument)?.[1]?.toLowerCase()
}

/** Takes out of the environment what would weaken TLS. */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of ENVIRONMENT) delete environment[name]
}
