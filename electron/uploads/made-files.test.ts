import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { MadeFrom } from '../../shared/csv/csv.ts'
import { folderOfTest } from '../testing/traces.ts'
import { createSourceFiles } from './check/source-files.ts'
import { createMadeFiles } from './made-files.ts'
import { csvLine, writeWhole } from './outcome/row-file.ts'
import { anUpload } from './testing/an-upload.ts'

const from: MadeFrom = { kind: 'excel', name: 'list.xlsx', sheet: 'Contacts' }

async function makeOne(name = 'list - Contacts.csv') {
  const userData = folderOfTest()
  const files = createSourceFiles()
  const madeFiles = createMadeFiles(userData, files)
  const write = async (path: string) => {
    await writeWhole(path, [csvLine(['email']), csvLine(['a@b.c'])])
    return []
  }
  const file = await madeFiles.make({ name, from, write })
  return { userData, madeFiles, file, path: files.stamp(file.fileId).path }
}

describe('files that Bulkdesk makes', () => {
  test('lie in a folder of their own that only this user may read, and know what they were made from', async () => {
    const { file, path } = await makeOne()
    expect(file).toMatchObject({ name: 'list - Contacts.csv', size: 14, madeFrom: from })
    expect(readdirSync(dirname(path))).toEqual(['list - Contacts.csv'])
    if (process.platform === 'win32') return
    const modes = [path, dirname(path), dirname(dirname(path))].map((one) => statSync(one).mode & 0o777)
    expect(modes).toEqual([0o600, 0o700, 0o700])
  })

  test.each(['../../up.csv', 'a/b:c*.csv', '.csv', `${'x'.repeat(400)}.csv`])(
    'stay in it whatever they are called: %s',
    async (name) => {
      const { userData, file, path } = await makeOne(name)
      expect(dirname(dirname(path))).toBe(join(userData, 'made-files'))
      expect(file.name).toBe(name)
    },
  )

  test('are removed once all their rows were taken, and not while something can still be asked of them', async () => {
    const { madeFiles, path } = await makeOne()
    const done = anUpload({ file: { path }, phase: 'ended', state: 'done' })
    await madeFiles.afterUpload({ ...done, state: 'stopped' }, 0)
    await madeFiles.afterUpload(done, 1)
    await madeFiles.afterUpload({ ...done, rowsHeldBack: 1 }, 0)
    await madeFiles.afterUpload({ ...done, scope: 'first-50' }, 0)
    expect(existsSync(path)).toBe(true)
    await madeFiles.afterUpload(done, 0)
    expect(existsSync(dirname(path))).toBe(false)
  })

  test('never take a file of the user along', async () => {
    const { madeFiles, userData } = await makeOne()
    const path = join(userData, 'mine', 'rows.csv')
    await writeWhole(join(userData, 'rows.csv'), ['x'])
    await madeFiles.afterUpload(
      anUpload({ file: { path: join(userData, 'rows.csv') }, phase: 'ended', state: 'done' }),
      0,
    )
    await madeFiles.forget([anUpload({ file: { path } })], [])
    expect(existsSync(join(userData, 'rows.csv'))).toBe(true)
  })

  test('a file of a check that is open outlives the clearing of the history', async () => {
    const { madeFiles, path } = await makeOne()
    await madeFiles.forget([anUpload()], [])
    expect(existsSync(path)).toBe(true)
    await madeFiles.forget([anUpload({ file: { path } })], [anUpload({ file: { path } })])
    expect(existsSync(path)).toBe(true)
    await madeFiles.forget([anUpload({ file: { path } })], [])
    expect(existsSync(path)).toBe(false)
  })
})
