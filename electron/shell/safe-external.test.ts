import { describe, expect, it } from 'vitest'
import { isSafeExternal } from './safe-external.ts'

describe('isSafeExternal', () => {
  it.each(['https://docs.oracle.com/en/cloud/saas/marketing/', 'https://login.eloqua.com/'])('opens %s', (url) => {
    expect(isSafeExternal(url)).toBe(true)
  })

  it.each([
    'http://docs.oracle.com/',
    'https://docs.oracle.com:444/',
    'https://docs.oracle.com@evil.example/',
    'https://ann:pw@docs.oracle.com/',
    'https://docs.oracle.com.evil.example/',
    'https://docs.oracle.com./',
    'https://evil.example/docs.oracle.com',
    'https://xdocs.oracle.com/',
    'file:///etc/passwd',
    'file://server/share/x.exe',
    '\\\\server\\share\\x.exe',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'javascript:alert(1)',
    'data:text/html,hello',
    'mailto:ann@example.com',
    'app://bundle/index.html',
    'docs.oracle.com',
    '',
    `https://docs.oracle.com/${'a'.repeat(2_000)}`,
  ])('does not open %s', (url) => {
    expect(isSafeExternal(url)).toBe(false)
  })
})
