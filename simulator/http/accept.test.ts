import { describe, expect, it } from 'vitest'
import { prefersCsv } from './accept.ts'

describe('an Accept header', () => {
  it.each([
    'text/csv',
    'TEXT/CSV',
    'text/csv; charset=utf-8',
    'text/csv, */*;q=0.1',
    'text/csv, application/json',
    'application/json;q=0.1, text/csv',
    'text/csv;q=0.2',
    'text/*',
    'text/csv, text/plain, */*',
  ])('asks for CSV with %j', (accept) => {
    expect(prefersCsv(accept)).toBe(true)
  })

  it.each([
    '',
    '*/*',
    'application/json',
    'application/json, text/plain, */*',
    'application/json, text/csv',
    'application/json, text/csv;q=0.5',
    'text/csv;q=0.2, application/json;q=0.8',
    'text/csv;q=0',
    'text/csv;q=lots',
    'text/csv-schema',
    'application/xml',
    ',;=,',
  ])('asks for JSON with %j', (accept) => {
    expect(prefersCsv(accept)).toBe(false)
  })
})
