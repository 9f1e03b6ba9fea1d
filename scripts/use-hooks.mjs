/**
 * After `npm install`: lets git run .githooks, where this is a clone of somebody who develops and has no hooks yet.
 * Whatever stands in the way, the installation goes on.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const git = (...args) => spawnSync('git', args, { encoding: 'utf8' })

if (!process.env.CI && existsSync('.git') && git('config', '--get', 'core.hooksPath').status === 1)
  git('config', 'core.hooksPath', '.githooks')
