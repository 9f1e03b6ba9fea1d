import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { folderOfTest } from '../testing/traces.ts'
import { keepRecentFiles } from './recent-files.ts'

function fileIn(folder: string, name: string): string {
  const path = join(folder, name)
  writeFileSync(path, 'x')
  return path
}

test('the files opened last are listed by name, the newest first, each once, over a restart', async () => {
  const [userData, folder] = [folderOfTest(), folderOfTest()]
  let hour = 1
  const now = () => new Date(Date.UTC(2026, 0, 1, hour++))
  const recent = keepRecentFiles(userData, SILENT_LOG, now)
  const [a, b] = [fileIn(folder, 'a.csv'), fileIn(folder, 'b.xlsx')]
  for (const path of [a, b, a]) recent.note(path)
  rmSync(b)
  const listed = await keepRecentFiles(userData, SILENT_LOG, now).list()
  expect(listed).toMatchObject([
    { name: 'a.csv', isMissing: false, openedAt: '2026-01-01T03:00:00.000Z' },
    { name: 'b.xlsx', isMissing: true },
  ])
  expect(JSON.stringify(listed)).not.toContain(folder)
  expect(recent.pathOf(listed[0]?.recentId ?? '')).toBe(a)
})

test('there are eight of them, none of Bulkdesk’s own, and none once they are forgotten', async () => {
  const [userData, folder] = [folderOfTest(), folderOfTest()]
  const recent = keepRecentFiles(userData, SILENT_LOG, () => new Date())
  for (let i = 0; i < 10; i += 1) recent.note(fileIn(folder, `${i}.csv`))
  recent.note(fileIn(userData, 'made.csv'))
  expect((await recent.list()).map(({ name }) => name)).toEqual(
    ['9', '8', '7', '6', '5', '4', '3', '2'].map((n) => `${n}.csv`),
  )
  recent.forget()
  expect(await recent.list()).toEqual([])
  expect(() => recent.pathOf('4e9d2f0c')).toThrow('no longer on the list')
})

test('a list that is damaged costs the list and nothing else', async () => {
  const userData = folderOfTest()
  writeFileSync(join(userData, 'recent-files.json'), '{"not":"a list"}')
  expect(await keepRecentFiles(userData, SILENT_LOG, () => new Date()).list()).toEqual([])
})
