import { act, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { aCheck, aLook, aReport, byName } from '../../../testing/upload-samples.ts'
import type { StartedCheck } from './draft.ts'
import { useCheck } from './use-check.ts'

interface ProbeProps {
  readonly kept?: StartedCheck
  readonly onCheck?: (check: StartedCheck) => void
}

function Probe({ kept, onCheck = () => {} }: ProbeProps) {
  const [mapping, setMapping] = useState(byName)
  const { check, last, error, again } = useCheck({ ...WANTED, mapping }, { kept, onCheck })
  return (
    <>
      <p>check: {check ? `${check.checkId} ${check.state} ${check.bytesRead}` : 'none'}</p>
      <p>last: {last?.report?.goodRows ?? 'none'}</p>
      <p>error: {error?.code ?? 'none'}</p>
      <button type="button" onClick={() => setMapping({ fields: mapping.fields.slice(1) })}>
        change
      </button>
      <button type="button" onClick={again}>
        again
      </button>
    </>
  )
}

const WANTED = { fileId: 'f1', targetUri: '/activities/imports/2900', reading: aLook().reading, mapping: byName }

/** Gives each check a number of its own. */
function counting() {
  let count = 0
  return vi.fn(async () => ({ checkId: `k${++count}` }))
}

describe('useCheck', () => {
  it('starts one check and follows it to its end', async () => {
    let now = aCheck({ state: 'reading', bytesRead: 10, report: undefined })
    const startCheck = counting()
    const { emit } = renderWithApi(<Probe />, { startCheck, getCheck: async () => now })
    await screen.findByText('check: k1 reading 10')
    now = aCheck()
    act(() => emit('check-changed', { checkId: 'k1', state: 'done', bytesRead: 41_200_000 }))
    await screen.findByText('check: k1 done 41200000')
    expect(startCheck).toHaveBeenCalledOnce()
  })

  it('starts a new check when the mapping changed and calls off the one before', async () => {
    const cancelCheck = vi.fn(async () => {})
    const startCheck = counting()
    const { user } = renderWithApi(<Probe />, {
      startCheck,
      cancelCheck,
      getCheck: async ({ checkId }) => aCheck({ checkId, state: checkId === 'k1' ? 'reading' : 'done' }),
    })
    await screen.findByText(/check: k1/)
    await user.click(screen.getByRole('button', { name: 'change' }))
    expect(screen.getByText('check: none')).toBeDefined()
    await screen.findByText(/check: k2 done/)
    expect(cancelCheck).toHaveBeenCalledExactlyOnceWith({ checkId: 'k1' })
    expect(startCheck).toHaveBeenLastCalledWith(
      expect.objectContaining({ mapping: { fields: byName.fields.slice(1) } }),
    )
  })

  it('starts one check for several changes in a row', async () => {
    const startCheck = counting()
    const { user } = renderWithApi(<Probe />, {
      startCheck,
      getCheck: async () => aCheck(),
      cancelCheck: async () => {},
    })
    await screen.findByText(/check: k1/)
    await user.dblClick(screen.getByRole('button', { name: 'change' }))
    await waitFor(() => expect(startCheck).toHaveBeenCalledTimes(2))
    await screen.findByText(/check: k1 done|check: k2 done/)
    expect(startCheck).toHaveBeenCalledTimes(2)
  })

  it('calls off a check whose number came only after another mapping was chosen', async () => {
    const cancelCheck = vi.fn(async () => {})
    const answers: ((started: { checkId: string }) => void)[] = []
    const startCheck = () => new Promise<{ checkId: string }>((resolve) => answers.push(resolve))
    const { user } = renderWithApi(<Probe />, { startCheck, cancelCheck, getCheck: async () => aCheck() })
    await waitFor(() => expect(answers).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: 'change' }))
    await waitFor(() => expect(answers).toHaveLength(2))
    answers[0]?.({ checkId: 'late' })
    await waitFor(() => expect(cancelCheck).toHaveBeenCalledExactlyOnceWith({ checkId: 'late' }))
  })

  it('goes on when the page is left, and tells of a check whose number came only then', async () => {
    const cancelCheck = vi.fn(async () => {})
    const onCheck = vi.fn()
    let answer: (started: { checkId: string }) => void = () => {}
    const startCheck = () => new Promise<{ checkId: string }>((resolve) => (answer = resolve))
    const { unmount } = renderWithApi(<Probe onCheck={onCheck} />, { startCheck, cancelCheck })
    await screen.findByText('check: none')
    unmount()
    answer({ checkId: 'late' })
    await waitFor(() => expect(onCheck).toHaveBeenCalledWith({ of: JSON.stringify(WANTED), checkId: 'late' }))
    expect(cancelCheck).not.toHaveBeenCalled()
  })

  it('takes up the check that was left, and does not read the file again', async () => {
    const startCheck = counting()
    const kept = { of: JSON.stringify(WANTED), checkId: 'k7' }
    renderWithApi(<Probe kept={kept} />, { startCheck, getCheck: async () => aCheck({ checkId: 'k7' }) })
    await screen.findByText(/check: k7 done/)
    expect(startCheck).not.toHaveBeenCalled()
  })

  it.each([
    ['of something else', { of: '{}', checkId: 'k7' }, async () => aCheck()],
    ['that was called off', { of: JSON.stringify(WANTED), checkId: 'k7' }, async () => aCheck({ state: 'cancelled' })],
  ])('checks anew where the check that was left is one %s', async (_why, kept, left) => {
    const startCheck = counting()
    renderWithApi(<Probe kept={kept} />, {
      startCheck,
      cancelCheck: async () => {},
      getCheck: async ({ checkId }) => (checkId === 'k7' ? left() : aCheck({ checkId })),
    })
    await screen.findByText(/check: k1 done/)
    expect(startCheck).toHaveBeenCalledOnce()
  })

  it('checks anew where main has forgotten the check that was left', async () => {
    const getCheck = async ({ checkId }: { checkId: string }) => {
      if (checkId === 'k7') throw new AppError({ code: 'not-allowed-now', message: 'Forgotten' })
      return aCheck({ checkId })
    }
    const kept = { of: JSON.stringify(WANTED), checkId: 'k7' }
    renderWithApi(<Probe kept={kept} />, { startCheck: counting(), getCheck })
    await screen.findByText(/check: k1 done/)
  })

  it('keeps what the last check said in sight while the next one reads', async () => {
    const { user } = renderWithApi(<Probe />, {
      startCheck: counting(),
      cancelCheck: async () => {},
      getCheck: async ({ checkId }) =>
        checkId === 'k1'
          ? aCheck({ report: aReport({ goodRows: 5 }) })
          : aCheck({ checkId, state: 'reading', report: undefined }),
    })
    await screen.findByText('last: 5')
    await user.click(screen.getByRole('button', { name: 'change' }))
    await screen.findByText(/check: k2 reading/)
    expect(screen.getByText('last: 5')).toBeDefined()
  })

  it('says why a check could not start, and tries again when asked', async () => {
    let isGone = true
    const startCheck = async () => {
      if (isGone) throw new AppError({ code: 'file-changed', message: 'Changed' })
      return { checkId: 'k9' }
    }
    const { user } = renderWithApi(<Probe />, { startCheck, getCheck: async () => aCheck({ checkId: 'k9' }) })
    await screen.findByText('error: file-changed')
    isGone = false
    await user.click(screen.getByRole('button', { name: 'again' }))
    await screen.findByText(/check: k9 done/)
    expect(screen.getByText('error: none')).toBeDefined()
  })
})
