import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { RUN_FOLDER, runPassword } from './journey/run.ts'
import { createSecretSearch } from './journey/secret-search.ts'

const PLACES = ['../test-results', '../demo-output'].map((place) => resolve(import.meta.dirname, place))

test('the password of this run is in nothing that the journeys left behind', () => {
  expect(createSecretSearch(runPassword()).inFolders(PLACES)).toEqual([])
  if (existsSync(RUN_FOLDER)) rmSync(RUN_FOLDER, { recursive: true, force: true })
})
