import { describe, expect, it } from 'vitest'
import { type ExportCommand, parseCommand } from './cli-arguments.ts'

const commandOf = (...words: string[]) => {
  const parsed = parseCommand(words)
  return parsed.kind === 'command' ? parsed.command : parsed
}
const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'bad-arguments', message: expect.stringMatching(message) })

describe('the words of a command line', () => {
  it('are read into a command, in whatever order options stand', () => {
    expect(commandOf('syncs', '--limit', '5', '--status=error', '--connection', 'Acme')).toMatchObject({
      ...{ kind: 'syncs', limit: 5, status: 'error', connection: 'Acme' },
    })
    const wanted = { kind: 'export', definition: 'Belgian contacts', folder: '/out', format: 'xlsx', mayReplace: true }
    expect(commandOf('export', '--to', '/out', 'Belgian contacts', '--format', 'xlsx', '--replace')).toMatchObject(
      wanted,
    )
    expect((commandOf('export', '12', '--to', '/out') as ExportCommand).format).toBe('raw')
  })

  it('take a date alone as the start of that day here, and a time as it is', () => {
    const start = new Date(2026, 10, 29).toISOString()
    expect(commandOf('syncs', '--since', '2026-11-29')).toMatchObject({ since: start })
    expect(commandOf('syncs', '--since', '2026-11-29T08:00:00Z')).toMatchObject({ since: '2026-11-29T08:00:00.000Z' })
  })

  it.each([
    [['sync'], /no command “sync”.*syncs, export, and upload/],
    [['help', 'nonsense'], /no command “nonsense”/],
    [['nonsense', '--help'], /no command “nonsense”/],
    [['syncs', '--status', 'nonsense'], /success, warning, error, active, and pending/],
    [['syncs', '--status='], /--status has no value/],
    [['syncs', '--limit', '0x10'], /--limit can’t be “0x10”.*1 to 10,000/],
    [['syncs', '--limit', '1e3'], /whole number/],
    [['syncs', '--limit', '5', '--limit', '6'], /--limit is given twice/],
    [['syncs', '--since', '2026-02-31'], /a date such as/],
    [['export', '12', '--to', '/out', '--name='], /--name has no value/],
    [['syncs', 'Acme'], /options and no name/],
    [['syncs', '--to', '/out'], /no option --to/],
    [['syncs', '--limit', '0'], /--limit can’t be “0”/],
    [['syncs', '--since', 'yesterday'], /--since can’t be “yesterday”/],
    [['export', '--to', '/out'], /needs one name/],
    [['export', 'Belgian', 'contacts', '--to', '/out'], /needs one name/],
    [['export', '12'], /--to is missing/],
    [['export', '12', '--to', '/out', '--format', 'parquet'], /--format can’t be “parquet”/],
    [['syncs', '--password', 'x'], /Unknown option/],
  ])('that are wrong are refused with what is wrong: %j', (words, message) => {
    expect(() => parseCommand(words)).toThrow(refused(message))
  })

  it('ask for help', () => {
    expect(parseCommand([])).toEqual({ kind: 'help' })
    expect(parseCommand(['--help'])).toEqual({ kind: 'help' })
    expect(parseCommand(['help', 'export'])).toEqual({ kind: 'help', topic: 'export' })
    expect(parseCommand(['export', '-h'])).toEqual({ kind: 'help', topic: 'export' })
  })
})
