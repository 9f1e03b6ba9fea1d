import type { Connection } from '../../../../shared/contract/connection.ts'
import type { OAuthWay } from '../../../../shared/contract/sign-in.ts'
import { oauthWords } from '../../../../shared/words/connect-oauth.ts'
import panel from '../saved-connections.module.css'
import { AppChoice } from './app-choice.tsx'
import classes from './oauth-form.module.css'
import { OAuthSteps } from './oauth-steps.tsx'
import { useAppFields } from './use-app-fields.ts'
import { useOAuth } from './use-oauth.ts'

interface OAuthAgainProps {
  readonly connection: Connection
  readonly onClose: () => void
  readonly onDone: (() => void) | undefined
}

/** A saved connection signs in again by OAuth, or moves over from a password. */
export function OAuthAgain({ connection, onClose, onDone }: OAuthAgainProps) {
  const app = useAppFields(connection.company)
  const { id, label, environment, kept } = connection
  const signIn = useOAuth(
    (way) => ({
      app: app.app(),
      way,
      label,
      environment: environment === 'sandbox' ? 'sandbox' : 'production',
      keep: kept,
      connectionId: id,
    }),
    () => {
      app.clear()
      onClose()
      onDone?.()
    },
  )
  const begin = (way: OAuthWay) => app.isComplete() && signIn.begin(way)
  return (
    <div className={panel.panel}>
      {connection.way === 'oauth' ? null : <p className={classes.hint}>{oauthWords.moveKeeps}</p>}
      {connection.way === 'oauth' && app.saved ? null : <AppChoice app={app} />}
      <OAuthSteps signIn={signIn} label={oauthWords.again} onBegin={begin} onCancel={onClose} />
    </div>
  )
}
