import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openUploadWorld, type UploadWorld } from '../testing/upload-world.ts'

const ACTIVITIES = '/activities/imports/2900'
let world: UploadWorld | undefined
afterEach(async () => {
  world?.service.close()
  await world?.simulator.close()
})

describe('a file that was looked at in several ways', () => {
  test('is checked under the columns of the reading it is checked in', async () => {
    world = await openUploadWorld()
    const { api, files, folder, savePaths, transfers, until } = world
    const path = join(folder, 'rows.csv')
    writeFileSync(path, 'activityId,email,type\r\nA-1,p1@example.com,Registered\r\nA-2,cut short\r\n')
    const { fileId } = await files.take(path)
    const look = await api.takeFirstLook({ fileId })
    expect((await api.takeFirstLook({ fileId, delimiter: ';' })).headers).toEqual(['activityId,email,type'])
    const { mapping } = await api.proposeMapping({ targetUri: ACTIVITIES, headers: look.headers })
    const { checkId } = await api.startCheck({ fileId, targetUri: ACTIVITIES, reading: look.reading, mapping })
    await until(async () => ((await api.getCheck({ checkId })).state === 'done' ? true : undefined))
    const saved = join(folder, 'held-back.csv')
    savePaths.push(saved)
    await api.saveHeldBack({ checkId })
    await until(async () => (transfers.list().every(({ state }) => state === 'done') ? true : undefined))
    expect(readFileSync(saved, 'utf8').split('\r\n')[0]).toMatch(
      /^\uFEFF?bulkdesk_row,bulkdesk_reason,activityId,email,type$/,
    )
  })
})
