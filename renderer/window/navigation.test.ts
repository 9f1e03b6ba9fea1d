import { beforeEach, describe, expect, it } from 'vitest'
import { currentRoute, go, goBack, goForward, replaceRoute, resetRoute } from './navigation.ts'

beforeEach(() => resetRoute())

describe('navigation', () => {
  it('goes back and forward over what was visited', () => {
    go({ screen: 'sync', id: 1 })
    go({ screen: 'settings' })
    goBack()
    expect(currentRoute()).toEqual({ screen: 'sync', id: 1 })
    goForward()
    expect(currentRoute()).toEqual({ screen: 'settings' })
  })

  it('drops what was ahead when the way forks', () => {
    go({ screen: 'sync', id: 1 })
    goBack()
    go({ screen: 'results' })
    goForward()
    expect(currentRoute()).toEqual({ screen: 'results' })
    goBack()
    expect(currentRoute()).toEqual({ screen: 'syncs' })
  })

  it('makes no step of going to where the window already is', () => {
    go({ screen: 'results' })
    go({ screen: 'results' })
    goBack()
    expect(currentRoute()).toEqual({ screen: 'syncs' })
  })

  it('changes a tab without a step to go back over', () => {
    go({ screen: 'sync', id: 1 })
    replaceRoute({ screen: 'sync', id: 1, tab: 'log' })
    goBack()
    expect(currentRoute()).toEqual({ screen: 'syncs' })
  })

  it('stays at the ends of its history', () => {
    goBack()
    goForward()
    expect(currentRoute()).toEqual({ screen: 'syncs' })
  })

  it('keeps nothing to go back to after a reset', () => {
    go({ screen: 'sync', id: 1 })
    resetRoute()
    goBack()
    expect(currentRoute()).toEqual({ screen: 'syncs' })
  })
})
