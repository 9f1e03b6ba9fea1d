import { describe, expect, it } from 'vitest'
import { takeRuntimeOption } from './runtime-option.ts'

describe('takeRuntimeOption', () => {
  it('takes the option out wherever it stands, in both spellings', () => {
    expect(takeRuntimeOption(['a', '--runtime', 'electron', 'b'])).toEqual({ forced: 'electron', rest: ['a', 'b'] })
    expect(takeRuntimeOption(['--runtime=chromium', 'b'])).toEqual({ forced: 'chromium', rest: ['b'] })
  })

  it('leaves the rest alone when it is not there', () => {
    expect(takeRuntimeOption(['--login-url', 'x'])).toEqual({ forced: undefined, rest: ['--login-url', 'x'] })
  })

  it.each([[['--runtime']], [['--runtime', 'firefox']], [['--runtime=']]])('refuses %j', (args) => {
    expect(() => takeRuntimeOption(args)).toThrow('electron or chromium')
  })
})
