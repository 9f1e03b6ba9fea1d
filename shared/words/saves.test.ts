import { describe, expect, it } from 'vitest'
import { saveWords } from './saves.ts'

describe('a save that failed', () => {
  it('says what happened once, and the reason where it adds to that', () => {
    expect(saveWords.failed('The disk is full', 'The disk is full.', undefined)).toBe('The disk is full.')
    expect(saveWords.failed('Eloqua didn’t answer', 'No answer came for 60 seconds.', 'a.csv.partial')).toBe(
      'Eloqua didn’t answer. No answer came for 60 seconds. The rows that arrived are in a.csv.partial.',
    )
  })
})
