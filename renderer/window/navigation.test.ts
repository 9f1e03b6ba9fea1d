import { beforeEach, describe, expect, it } from 'vitest'
import { currentRoute, go, goBack, goForward, placeToStay, replaceRoute, resetRoute } from './navigation.ts'

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
    expect(currentRoute()).toEqual({ screen: 'home' })
  })

  it('makes no step of going to where the window already is', () => {
    go({ screen: 'results' })
    go({ screen: 'results' })
    goBack()
    expect(currentRoute()).toEqual({ screen: 'home' })
  })

  it('changes a tab without a step to go back over', () => {
    go({ screen: 'sync', id: 1 })
    replaceRoute({ screen: 'sync', id: 1, tab: 'log' })
    goBack()
    expect(currentRoute()).toEqual({ screen: 'home' })
  })

  it('knows whether the window is still where it was, whatever tab was chosen there', () => {
    go({ screen: 'sync', id: 1 })
    const isStillHere = placeToStay()
    replaceRoute({ screen: 'sync', id: 1, tab: 'log' })
    expect(isStillHere()).toBe(true)
    go({ screen: 'sync', id: 2 })
    expect(isStillHere()).toBe(false)
    goBack()
    expect(isStillHere()).toBe(true)
    replaceRoute({ screen: 'upload' })
    expect(isStillHere()).toBe(false)
  })

  it('stays at the ends of its history', () => {
    goBack()
    goForward()
    expect(currentRoute()).toEqual({ screen: 'home' })
  })

  it('keeps nothing to go back to after a reset', () => {
    go({ screen: 'sync', id: 1 })
    resetRoute()
    goBack()
    expect(currentRoute()).toEqual({ screen: 'home' })
  })
})
