import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeSyncAction } from './sync-actions.ts'

describe('describeSyncAction', () => {
  it.each([
    [{ action: 'add', destination: '{{ContactList[12]}}' }, 'Adds contacts to contact list 12.'],
    [{ action: 'remove', destination: '{{ContactList[12]}}' }, 'Removes contacts from contact list 12.'],
    [
      { action: 'setStatus', destination: '{{EmailGroup[4]}}', status: 'subscribed' },
      'Subscribes contacts to email group 4.',
    ],
    [
      { action: 'setStatus', destination: '{{GlobalSubscribe}}', status: 'unsubscribed' },
      'Unsubscribes contacts from all email.',
    ],
    [
      { action: 'setStatus', destination: '{{ActionInstance(f3a1).Execution[7]}}', status: 'complete' },
      'Marks contacts as “complete” in an action step of a program.',
    ],
    [
      { action: 'setStatus', destination: '{{DecisionInstance(f3a1).Execution[7]}}', status: 'yes' },
      'Answers “yes” for contacts in a decision step of a program.',
    ],
  ] as const)('says %o as a sentence', (action, sentence) => {
    expect(describeSyncAction(action)).toBe(sentence)
  })

  it('says when a status reaches further than the rows sent', () => {
    const action = {
      action: 'setStatus',
      destination: '{{ActionInstance(f).Execution[1]}}',
      status: 'errored',
    } as const
    expect(describeSyncAction({ ...action, updateAll: true })).toContain('all records in that step')
    expect(describeSyncAction(action)).not.toContain('all records')
  })

  it('names a destination it does not know as it is', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('add' as const, 'remove' as const, 'setStatus' as const),
        (text, action) => {
          const destination = `{{Something(${text})}}`
          expect(describeSyncAction({ action, destination })).toContain(destination)
        },
      ),
    )
  })
})
