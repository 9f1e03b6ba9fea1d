import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from './simulator.ts'

const run = promisify(execFile)
const HOST = 'https://secure.p03.eloqua.com'

/** Splits a shell command as it is printed: single quotes, double quotes with `\` as a plain sign before `A`. */
function toArguments(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  )
}

describe("the cURL examples of Oracle's pages, as printed but for host and password", () => {
  let simulator: Simulator

  beforeAll(async () => {
    simulator = await startSimulator({ contacts: 200, callbacks: 'none' })
  })
  afterAll(() => simulator.close())

  /** Runs the printed command with real curl; `<status> <body>`. */
  async function curl(printed: string): Promise<{ status: number; body: string }> {
    const [, ...args] = toArguments(printed.replace(HOST, simulator.origin))
    const user = args.indexOf('--user') + 1
    args[user] = `${args[user]}:practice`
    const { stdout } = await run('curl', ['--silent', '--globoff', '--write-out', '\n%{http_code}', ...args])
    const end = stdout.lastIndexOf('\n')
    return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) }
  }

  it('creates an export sync', async () => {
    const { status, body } = await curl(
      `curl --user "APITest\\API.User" --header "Content-Type: application/json" --request POST --data '{"syncedInstanceUri":"/activities/exports/7","callbackURL":"http://www.example.com"}' ${HOST}/api/bulk/2.0/syncs`,
    )
    expect(status).toBe(201)
    const sync = JSON.parse(body)
    expect(sync).toEqual({
      syncedInstanceUri: '/activities/exports/7',
      callbackUrl: 'http://www.example.com',
      status: 'pending',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
      createdBy: 'API.User',
      uri: '/syncs/66100',
    })
    expect(Object.keys(sync)).toEqual(['syncedInstanceUri', 'callbackUrl', 'status', 'createdAt', 'createdBy', 'uri'])
  })

  it('uploads custom object sync action data', async () => {
    const { status, body } = await curl(
      `curl --user "APITest\\API.User" --header "Content-Type: application/json" --request POST --data '[{"Id":"DLPSB000000000020"},{"Id":"DLPSB000000000021"}]' ${HOST}/api/bulk/2.0/customObjects/9/syncActions/6/data`,
    )
    expect([status, body]).toEqual([204, ''])
    expect(simulator.control.staged('/customObjects/9/syncActions/6').uploads).toBe(1)
  })

  it("retrieves an export sync's data", async () => {
    const { status, body } = await curl(
      `curl --user "APITest\\API.User" --request GET ${HOST}/api/bulk/2.0/syncs/1444/data?limit=2`,
    )
    expect(status).toBe(200)
    // The printed sample says `count: 0` beside two rows, which is a slip of the page: the count is what it counts.
    expect(JSON.parse(body)).toEqual({
      items: [
        { ID: '123456789 (zafar.manal@example.com)', email: 'zafar.manal@example.com', name: 'Zafar Manal' },
        { ID: '789456123 (joana.mendes@example.com)', email: 'joana.mendes@example.com', name: 'Joana Mendes' },
      ],
      totalResults: 10,
      limit: 2,
      offset: 0,
      count: 2,
      hasMore: true,
    })
  })

  it('uploads data for an activity import', async () => {
    const { status, body } = await curl(
      `curl --user "APITest\\API.User" --header "Content-Type: application/json" --request POST --data '[{"activityId":"1000","email":"sean.butler@example.com","type":"Registered"},{"activityId":"1000","FirstName":"nikita.robertson@example.com","type":"Registered"}]' ${HOST}/api/bulk/2.0/activities/imports/2900/data`,
    )
    expect([status, body]).toEqual([204, ''])
  })

  it.each([
    [
      'POST /syncs\nContent-Type: application/json',
      '{\n   "syncedInstanceUri" : "/activities/exports/7",\n   "callbackURL" : "http://www.example.com"\n}',
      201,
    ],
    [
      'POST /customObjects/9/syncActions/6/data\nContent-Type: application/json',
      '[\n  {\n    "Id": "DLPSB000000000020"\n  },\n  {\n    "Id": "DLPSB000000000021"\n  }\n]',
      204,
    ],
    ['GET /syncs/1444/data?limit=2', '', 200],
    [
      'POST /activities/imports/2900/data\nContent-Type: application/json',
      '[\n{\n"activityId": "1000",\n"email": "sean.butler@example.com",\n"type": "Registered"\n},\n{\n"activityId": "1000",\n"FirstName": "nikita.robertson@example.com",\n"type": "Registered"\n}\n]',
      204,
    ],
    [
      'POST /contacts/syncActions/1/data\nContent-Type: application/json',
      '[{\n    "Id": "1"\n}, {\n    "Id": "3"\n}]',
      204,
    ],
  ])('answers the HTTP example %j', async (head, body, status) => {
    const [line = '', ...headers] = head.split('\n')
    const [method = '', path = ''] = line.split(' ')
    const url = new URL(simulator.origin)
    const authorization = Buffer.from('APITest\\API.User:practice').toString('base64')
    const request = [
      `${method} /api/bulk/2.0${path} HTTP/1.1`,
      `Host: ${url.host}`,
      `Authorization: Basic ${authorization}`,
      'Connection: close',
      ...headers,
      ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
      '',
      body,
    ].join('\r\n')
    const reply = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname, () => socket.write(request))
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
    expect(reply.split('\r\n')[0]).toContain(`HTTP/1.1 ${status}`)
  })
})
