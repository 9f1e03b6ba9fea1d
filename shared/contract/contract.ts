import { appCalls } from './calls/app.ts'
import { checkCalls } from './calls/checks.ts'
import { connectionCalls } from './calls/connections.ts'
import { definitionFormCalls } from './calls/definition-forms.ts'
import { definitionCalls } from './calls/definitions.ts'
import { fixCalls } from './calls/fixes.ts'
import { installationCalls } from './calls/installation.ts'
import { jobCalls } from './calls/jobs.ts'
import { recipeCalls } from './calls/recipes.ts'
import { requestCalls } from './calls/requests.ts'
import { resultCalls } from './calls/results.ts'
import { runQuestionCalls } from './calls/run-questions.ts'
import { runSaveCalls } from './calls/run-saves.ts'
import { runCalls } from './calls/runs.ts'
import { settingsCalls } from './calls/settings.ts'
import { signInCalls } from './calls/sign-in.ts'
import { sourceCalls } from './calls/sources.ts'
import { supportCalls } from './calls/support.ts'
import { syncCalls, syncIndexCalls } from './calls/syncs.ts'
import { transferCalls } from './calls/transfers.ts'
import { uploadCalls } from './calls/uploads.ts'

/**
 * Every call the window may make, by name. Main serves these and no others. Only main imports this file for its
 * values: the schemas stay out of the window and the preload, which know `Api` as a type.
 */
export const CONTRACT = {
  ...appCalls,
  ...settingsCalls,
  ...connectionCalls,
  ...signInCalls,
  ...definitionCalls,
  ...definitionFormCalls,
  ...syncCalls,
  ...syncIndexCalls,
  ...resultCalls,
  ...runCalls,
  ...runSaveCalls,
  ...runQuestionCalls,
  ...checkCalls,
  ...fixCalls,
  ...recipeCalls,
  ...sourceCalls,
  ...uploadCalls,
  ...jobCalls,
  ...transferCalls,
  ...requestCalls,
  ...supportCalls,
  ...installationCalls,
}
