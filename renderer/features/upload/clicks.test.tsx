import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { Recipe } from '../../../shared/uploads/recipe.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { janesConnection, onePage } from '../../testing/samples.ts'
import {
  aCheck,
  aLook,
  anUpload,
  aPlan,
  aProblem,
  aRejectedRow,
  aReport,
  byName,
  checkApi,
  contactsFile,
  eventRegistrations,
} from '../../testing/upload-samples.ts'
import { go, useRoute } from '../../window/navigation.ts'
import { forgetOpenedFiles } from './check/unfinished-checks.ts'
import { UploadScreen } from './upload-screen.tsx'

afterEach(forgetOpenedFiles)

const FILES = Array.from({ length: 5 }, (_, at) => ({ ...contactsFile, fileId: `f${at}`, name: `part ${at}.csv` }))
const READY = aCheck({ report: aReport({ goodRows: 120, heldBackRows: 0 }), plans: [aPlan({ rows: 120 })] })

function Shown() {
  const route = useRoute()
  return route.screen === 'upload' ? <UploadScreen {...route} /> : null
}

/** A job as its user does it: counts what is done by hand, the drop or the opening of the page included. */
function begin(route: object, api: Partial<Api> = {}) {
  go({ screen: 'upload', ...route })
  const startUpload = vi.fn<Api['startUpload']>(async () => ({ uploadId: 'u1' }))
  const startUploads = vi.fn<Api['startUploads']>(async ({ files }) =>
    files.map(({ checkId }) => ({ checkId, uploadId: `upload of ${checkId}` })),
  )
  const { user } = renderWithApi(<Shown />, {
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    ...checkApi(READY),
    listSameColumns: async () => [],
    startCheck: async ({ fileId }) => ({ checkId: fileId }),
    getCheck: async ({ checkId }) => ({ ...READY, checkId }),
    listUploadGroup: async () => [anUpload()],
    ...{ startUpload, startUploads, ...api },
  })
  let actions = 1
  return {
    startUpload,
    startUploads,
    async press(name: string | RegExp, role: 'button' | 'row' = 'button') {
      const place = screen.queryByRole('dialog')
      await user.click(await (place ? within(place) : screen).findByRole(role, { name }))
      actions += 1
    },
    actions: () => actions,
  }
}

const recipe: Recipe = {
  recipeId: 'r1',
  name: 'Weekly leads',
  targetUri: eventRegistrations.uri,
  targetName: eventRegistrations.name,
  headers: aLook().headers,
  choice: {},
  mapping: byName,
  fixes: [],
  savedAt: '2026-01-01T00:00:00Z',
}

describe('what has to be done by hand, from the drop to the import', () => {
  it('is 3 for a new file: drop, destination, send', async () => {
    const job = begin({ files: [contactsFile] })
    await job.press(/^Event registrations/, 'row')
    await job.press('Send and import 120 rows')
    await waitFor(() => expect(job.startUpload).toHaveBeenCalledOnce())
    expect(job.startUpload.mock.calls[0]?.[0].importsAtOnce).toBe(true)
    expect(job.actions()).toBe(3)
  })

  it('is 2 for a file that is dropped on its destination', async () => {
    const job = begin({ files: [contactsFile], targetUri: eventRegistrations.uri })
    await job.press('Send and import 120 rows')
    await waitFor(() => expect(job.startUpload).toHaveBeenCalledOnce())
    expect(job.actions()).toBe(2)
  })

  it('is 3 for a file with a recipe: drop, recipe, send', async () => {
    const job = begin(
      { files: [contactsFile] },
      {
        listRecipes: async () => [recipe],
        proposeRecipes: async () => [recipe],
        fitRecipe: async () => ({ choice: {}, mapping: byName, fixes: [], differences: [] }),
      },
    )
    await job.press('Use “Weekly leads”')
    await job.press('Send and import 120 rows')
    await waitFor(() => expect(job.startUpload).toHaveBeenCalledOnce())
    expect(job.actions()).toBe(3)
  })

  it('is 4 for a file whose encoding is asked about', async () => {
    const encodings = [{ encoding: 'windows-1252' as const, words: ['München'] }]
    const question = { ...aProblem('blocks', 'The file isn’t UTF-8'), encodings }
    const job = begin(
      { files: [contactsFile] },
      { takeFirstLook: async ({ encoding }) => aLook({ problems: encoding ? [] : [question] }) },
    )
    await job.press(/Windows-1252/)
    await job.press(/^Event registrations/, 'row')
    await job.press('Send and import 120 rows')
    await waitFor(() => expect(job.startUpload).toHaveBeenCalledOnce())
    expect(job.actions()).toBe(4)
  })

  it('is 3 for five files: drop, destination, send', async () => {
    const job = begin({ files: FILES })
    await job.press(/^Event registrations/, 'row')
    await job.press('Send and import 5 files')
    await waitFor(() => expect(job.startUploads).toHaveBeenCalledOnce())
    expect(job.startUploads.mock.calls[0]?.[0].files).toHaveLength(5)
    expect(job.actions()).toBe(3)
  })

  it('is 3 beside the edits to fix and resend rejected rows, from the page of their upload', async () => {
    const ledger = { inFile: 120, heldBack: 0, sent: 120, created: 119, rejected: 1 }
    const upload = anUpload({ syncUris: ['/syncs/7'], ledger, outcome: { kind: 'finished' } })
    const logs = [
      {
        syncUri: '/syncs/7',
        statusCode: 'ELQ-00060',
        count: 1,
        severity: 'warning',
        message: 'x',
        createdAt: upload.createdAt,
      },
    ]
    const job = begin(
      { uploadId: 'u1' },
      {
        getUpload: async () => ({ ...upload, logs }) as typeof upload,
        listRejectedRows: async () => onePage([aRejectedRow(3, { activityId: 'A-3', email: 'x' })]),
        fixRejected: async () => contactsFile,
      },
    )
    await job.press('Fix and resend…')
    await job.press('Review 1 row')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await job.press('Send and import 120 rows')
    await waitFor(() => expect(job.startUpload).toHaveBeenCalledOnce())
    // The first was to open the page.
    expect(job.actions() - 1).toBe(3)
  })
})
