import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openUploadWorld, type UploadWorld } from '../testing/upload-world.ts'

const PURCHASES = '/customObjects/9/imports/17'
let world: UploadWorld | undefined
afterEach(async () => {
  world?.service.close()
  await world?.simulator.close()
})

describe('a file checked against a definition', () => {
  test('has its values judged against the fields as Eloqua lists them', async () => {
    world = await openUploadWorld()
    const { api, files, folder, until } = world
    const path = join(folder, 'purchases.csv')
    const rows = ['A-1,2 pcs,31/12/2025', 'A-2,-1.5,2026-03-01', 'A-3,1,03/04/2026']
    writeFileSync(path, `order,quantity,purchasedOn\r\n${rows.join('\r\n')}\r\n`)
    const { fileId } = await files.take(path)
    const look = await api.takeFirstLook({ fileId })
    const { mapping } = await api.proposeMapping({ targetUri: PURCHASES, headers: look.headers })
    const { checkId } = await api.startCheck({ fileId, targetUri: PURCHASES, reading: look.reading, mapping })
    const { report, plans } = await until(async () => {
      const check = await api.getCheck({ checkId })
      return check.state === 'done' ? check : undefined
    })
    expect(report?.values?.map(({ field, kind, outcome, count }) => [field, kind, outcome, count])).toEqual([
      ['quantity', 'not-a-number', 'rejected', 1],
      ['quantity', 'not-whole', 'unknown', 1],
      ['purchasedOn', 'day-first', 'rejected', 1],
      ['purchasedOn', 'day-month-swapped', 'changed', 1],
    ])
    expect(report).toMatchObject({ goodRows: 3, heldBackRows: 0 })
    expect(plans).not.toEqual([])
  })
})
