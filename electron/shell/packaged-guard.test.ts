import { describe, expect, it } from 'vitest'
import { cleanEnvironment, findDangerousSwitch } from './packaged-guard.ts'

describe('findDangerousSwitch', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '-inspect',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--ignore-certificate-errors-spki-list=x',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--proxy-server=evil:8080',
    '--proxy-pac-url=http://evil/pac',
    '--load-extension=/x',
    '--js-flags=--expose-gc',
    '--log-net-log=/tmp/x',
    '--ssl-key-log-file=/tmp/x',
    '--user-data-dir=/tmp/x',
    '--INSPECT',
  ])('finds %s', (argument) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(findDangerousSwitch(['bulkdesk', argument], platform)).toBeDefined()
    }
  })

  it('lets no-sandbox pass on Linux only', () => {
    expect(findDangerousSwitch(['bulkdesk', '--no-sandbox'], 'linux')).toBeUndefined()
    expect(findDangerousSwitch(['bulkdesk', '--no-sandbox'], 'win32')).toBe('no-sandbox')
    expect(findDangerousSwitch(['bulkdesk', '--no-sandbox'], 'darwin')).toBe('no-sandbox')
  })

  it('knows the slashes of Windows, and paths elsewhere', () => {
    expect(findDangerousSwitch(['bulkdesk', '/inspect'], 'win32')).toBe('inspect')
    expect(findDangerousSwitch(['bulkdesk', '/inspect'], 'linux')).toBeUndefined()
  })

  it('lets files and harmless switches pass', () => {
    expect(findDangerousSwitch(['--inspect', '/home/ann/inspect.csv', '--force-dark-mode'], 'linux')).toBeUndefined()
  })
})

describe('cleanEnvironment', () => {
  it('takes out what weakens TLS or runs code', () => {
    const environment = {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      SSLKEYLOGFILE: '/x',
      NODE_OPTIONS: '--inspect',
      PATH: '/bin',
    }
    cleanEnvironment(environment)
    expect(environment).toEqual({ PATH: '/bin' })
  })
})
