import { expect, test } from 'vitest'
import { limitsOf, pausingWorld } from './testing/paused-upload.ts'
import { press, settled } from './testing/waiting-world.ts'

const { share, ownDefinition, client } = pausingWorld('C')

test.each([
  ['making the private copy', 'copy-intent', { way: 'private-copy', copies: 0, parts: 0, syncs: 0 }],
  ['sending a part', 'part-intent', { way: 'private-copy', copies: 1, parts: 0, syncs: 0 }],
  ['starting the sync', 'sync-intent', { way: 'private-copy', copies: 1, parts: 3, syncs: 0 }],
] as const)('an upload that is canceled right before %s does not do it', async (_what, at, expected) => {
  const { uri, csv, applied } = await ownDefinition()
  const reached = (step: string) => {
    if (step === at) press(w, w.transfers.list()[0]?.uploadId ?? '', 'cancel')
  }
  const w = await share.world({ client, services: { limits: limitsOf(expected.way), reached } })
  const before = share.simulator.control.requests.list({ method: 'POST' }).length
  const { checkId } = await w.check(uri, csv)
  const { uploadId } = await w.api.startUpload({ checkId, way: expected.way, scope: 'all-good-rows' })
  const upload = await settled(w, uploadId)
  const paths = share.simulator.control.requests
    .list({ method: 'POST' })
    .slice(before)
    .map(({ path }) => path)
  const count = (ending: string) => paths.filter((path) => path.endsWith(ending)).length
  expect([upload.state, applied()]).toEqual(['stopped', []])
  expect({ ...expected, copies: count('/imports'), parts: count('/data'), syncs: count('/syncs') }).toEqual(expected)
})
