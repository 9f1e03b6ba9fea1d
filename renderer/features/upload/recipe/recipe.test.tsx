import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Recipe } from '../../../../shared/uploads/recipe.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../testing/samples.ts'
import { aLook, byName, checkApi, contactsFile, eventRegistrations } from '../../../testing/upload-samples.ts'
import { currentRoute, go, useRoute } from '../../../window/navigation.ts'
import { renderCheck, sendButton } from '../check/testing/render-check.tsx'
import { forgetOpenedFiles } from '../check/unfinished-checks.ts'
import { UploadScreen } from '../upload-screen.tsx'

afterEach(forgetOpenedFiles)

const recipe: Recipe = {
  recipeId: 'r1',
  name: 'Weekly leads',
  targetUri: eventRegistrations.uri,
  targetName: eventRegistrations.name,
  headers: aLook().headers,
  choice: { headerLine: 3 },
  mapping: byName,
  fixes: [
    { kind: 'trim', column: 1 },
    { kind: 'trim', column: 2 },
  ],
  savedAt: '2026-01-01T00:00:00Z',
}
const mapping = { fields: byName.fields.slice(0, 1) }

/** The recipe fits the file, and one of its fixes finds nothing to change. */
function recipeApi(differences: readonly string[] = []): Partial<Api> {
  return {
    listRecipes: async () => [recipe],
    proposeRecipes: async () => [recipe],
    fitRecipe: async () => ({ choice: recipe.choice, mapping, fixes: recipe.fixes, differences }),
    forgetFixes: async () => {},
    makeFixes: async () => ({
      ...contactsFile,
      fileId: 'copy',
      madeFrom: {
        kind: 'fixes',
        name: contactsFile.name,
        fixes: [
          { kind: 'trim', column: 'E-mail', count: 4 },
          { kind: 'trim', column: 'Notes', count: 0 },
        ],
      },
    }),
  }
}

describe('a recipe that fits a file', () => {
  it('is applied whole by one click: destination, reading, columns, and fixes with their counts for this file', async () => {
    const startCheck = vi.fn<Api['startCheck']>(async () => ({ checkId: 'k1' }))
    const makeFixes = vi.fn<Api['makeFixes']>(recipeApi().makeFixes)
    const { user } = renderCheck({ ...recipeApi(), startCheck, makeFixes }, { targetUri: null })
    await user.click(await screen.findByRole('button', { name: 'Use “Weekly leads”' }))
    await sendButton()
    expect(startCheck).toHaveBeenLastCalledWith(
      expect.objectContaining({ fileId: contactsFile.fileId, targetUri: recipe.targetUri, mapping }),
    )
    expect(makeFixes).toHaveBeenCalledWith(expect.objectContaining({ fileId: 'f1', fixes: recipe.fixes }))
    expect(screen.getByText('From recipe “Weekly leads”')).toBeDefined()
    const fixes = within(screen.getByRole('region', { name: 'Fixes' }))
    expect(fixes.getByText('Spaces trimmed in E-mail: 4 cells')).toBeDefined()
    expect(fixes.getByText('Spaces trimmed in Notes: nothing to change')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Read as detected' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Remove recipe' }))
    await screen.findByRole('textbox', { name: 'Where should this file go?' })
    expect(screen.queryByRole('region', { name: 'Fixes' })).toBeNull()
    expect(await screen.findByRole('button', { name: 'Use “Weekly leads”' })).toBeDefined()
  })

  it('says what of it does not apply to the file', async () => {
    const { user } = renderCheck(recipeApi(['Missing: Town (mapped to city).']), { targetUri: null })
    await user.click(await screen.findByRole('button', { name: 'Use “Weekly leads”' }))
    const notice = within(await screen.findByRole('region', { name: 'Recipes for this file' }))
    expect(await notice.findByText('This file differs from the files of “Weekly leads”.')).toBeDefined()
    expect(notice.getByText('Missing: Town (mapped to city).')).toBeDefined()
  })

  it('that cannot be applied says why, and the file stays as it was', async () => {
    const gone = () => Promise.reject(new AppError({ code: 'not-found', message: 'gone' }))
    const { user } = renderCheck({ ...recipeApi(), fitRecipe: gone }, { targetUri: null })
    await user.click(await screen.findByRole('button', { name: 'Use “Weekly leads”' }))
    expect(await screen.findByText('Not found in Eloqua')).toBeDefined()
    expect(screen.getByRole('textbox', { name: 'Where should this file go?' })).toBeDefined()
  })

  it('is not offered for another destination than the one that is chosen, nor once columns were mapped by hand', async () => {
    renderCheck({ proposeRecipes: async () => [{ ...recipe, targetUri: '/contacts/imports/1' }] })
    await sendButton()
    expect(screen.queryByRole('button', { name: 'Use “Weekly leads”' })).toBeNull()
  })

  it('waits for the text of the file, where only the user knows how that is to be read', async () => {
    const question = {
      kind: 'bad-encoding',
      severity: 'blocks',
      title: 'Not UTF-8',
      advice: '',
      count: 1,
      examples: [],
      encodings: [{ encoding: 'windows-1252', words: ['Köln'] }],
    } as const
    const fitRecipe = vi.fn<Api['fitRecipe']>(async ({ choice }) => ({ ...recipe, choice, differences: [], fixes: [] }))
    const { user } = renderCheck(
      {
        ...recipeApi(),
        fitRecipe,
        takeFirstLook: async ({ encoding }) => aLook({ problems: encoding ? [] : [question] }),
      },
      { targetUri: null },
    )
    await user.click(await screen.findByRole('button', { name: 'Use “Weekly leads”' }))
    await user.click(await screen.findByRole('button', { name: /^Read as Windows-1252/ }))
    await sendButton()
    expect(fitRecipe).toHaveBeenLastCalledWith(expect.objectContaining({ choice: { encoding: 'windows-1252' } }))
    expect(screen.getByText('From recipe “Weekly leads”')).toBeDefined()
  })
})

it('what was chosen for a file is saved as a recipe, which says what it holds and replaces one of its name', async () => {
  const saveRecipe = vi.fn<Api['saveRecipe']>(async (saved) => ({ ...recipe, ...saved }))
  const { user } = renderCheck({ listRecipes: async () => [recipe], saveRecipe })
  await user.click(await screen.findByRole('button', { name: 'Save as recipe…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Save as a recipe' }))
  expect(dialog.getByText('2 mapped fields')).toBeDefined()
  expect(dialog.getByText('As detected')).toBeDefined()
  const name = dialog.getByRole('textbox', { name: 'Name' })
  await user.clear(name)
  await user.type(name, 'weekly LEADS')
  expect(await dialog.findByText('Replaces the recipe “Weekly leads”.')).toBeDefined()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(saveRecipe).toHaveBeenCalledExactlyOnceWith({
    name: 'weekly LEADS',
    fileId: 'f1',
    targetUri: eventRegistrations.uri,
    headers: aLook().headers,
    choice: {},
    mapping: byName,
    fixes: [],
  })
})

function Shown() {
  const route = useRoute()
  return route.screen === 'upload' && !route.files ? <UploadScreen {...route} /> : <p>elsewhere</p>
}

function openList(api: Partial<Api>) {
  go({ screen: 'syncs' })
  go({ screen: 'upload' })
  return renderWithApi(<Shown />, {
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    ...checkApi(),
    listRecentFiles: async () => [
      { recentId: 'r1', name: 'leads.csv', openedAt: '2026-01-01T09:00:00Z', isMissing: false },
    ],
    openRecentFile: async () => contactsFile,
    listRecipes: async () => [recipe],
    ...api,
  })
}

describe('the list of recipes', () => {
  it('takes a recipe for the next file', async () => {
    const { user } = openList({})
    await user.click(await screen.findByRole('button', { name: /^Weekly leads/ }))
    await screen.findByText('Drop or choose a file for “Weekly leads”')
    await user.click(screen.getByRole('button', { name: /^leads\.csv/ }))
    await waitFor(() =>
      expect(currentRoute()).toEqual({
        screen: 'upload',
        files: [contactsFile],
        targetUri: eventRegistrations.uri,
        recipeId: 'r1',
      }),
    )
  })

  it('renames and removes', async () => {
    const renameRecipe = vi.fn(async () => {})
    const removeRecipe = vi.fn(async () => {})
    const { user } = openList({ renameRecipe, removeRecipe })
    await user.click(await screen.findByRole('button', { name: 'Actions for recipe Weekly leads' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Rename…' }))
    const name = await screen.findByRole('textbox', { name: 'Name' })
    await user.clear(name)
    await user.type(name, 'Monday leads')
    await user.click(screen.getByRole('button', { name: 'Rename recipe' }))
    await waitFor(() => expect(renameRecipe).toHaveBeenCalledExactlyOnceWith({ recipeId: 'r1', name: 'Monday leads' }))
    await user.click(await screen.findByRole('button', { name: 'Actions for recipe Weekly leads' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Remove…' }))
    await user.click(await screen.findByRole('button', { name: 'Remove recipe' }))
    await waitFor(() => expect(removeRecipe).toHaveBeenCalledExactlyOnceWith({ recipeId: 'r1' }))
  })
})

it('the command line is allowed to send to production by a recipe, which the list then says, and only there', async () => {
  const allowUnattended = vi.fn(async () => {})
  const listRecipes = vi.fn<Api['listRecipes']>(async () => [recipe])
  const production = { ...janesConnection, environment: 'production' as const }
  const listConnections = async () => ({ connections: [production], activeId: production.id })
  const { user } = openList({ allowUnattended, listRecipes, listConnections })
  await user.click(await screen.findByRole('button', { name: 'Actions for recipe Weekly leads' }))
  listRecipes.mockResolvedValue([{ ...recipe, unattended: [{ connectionId: production.id, rules: 'r' }] }])
  await user.click(await screen.findByRole('menuitem', { name: 'Allow the command line…' }))
  await screen.findByText(/command line allowed$/)
  expect(allowUnattended).toHaveBeenCalledExactlyOnceWith({ recipeId: 'r1', isAllowed: true })
})

it('a recipe that was chosen before the file is applied to it', async () => {
  const fitRecipe = vi.fn<Api['fitRecipe']>(async () => ({ choice: {}, mapping, fixes: [], differences: [] }))
  renderWithApi(<UploadScreen files={[contactsFile]} targetUri={eventRegistrations.uri} recipeId="r1" />, {
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    ...checkApi(),
    ...recipeApi(),
    fitRecipe,
  })
  await screen.findByText('From recipe “Weekly leads”')
  expect(fitRecipe).toHaveBeenCalledExactlyOnceWith({ recipeId: 'r1', fileId: 'f1', choice: {} })
})
