import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { oauthWords } from '../../../../shared/words/connect-oauth.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { useNow } from '../../../ui/use-now.ts'
import classes from './oauth-form.module.css'
import type { OAuthSignIn } from './use-oauth.ts'

interface OAuthStepsProps {
  readonly signIn: OAuthSignIn
  /** What the first button says. */
  readonly label?: string
  /** Begins, once the fields are complete. */
  readonly onBegin: (way: 'window' | 'browser') => void
  readonly onCancel?: () => void
}

/** The buttons that begin, and what is to be done in the window or the browser meanwhile. */
export function OAuthSteps({ signIn, label = oauthWords.signIn, onBegin, onCancel }: OAuthStepsProps) {
  const { waiting } = signIn
  return (
    <>
      {signIn.failure ? <Failure error={signIn.failure} context="signing-in" inset /> : null}
      {waiting?.way === 'browser' ? <PasteAddress key={waiting.attemptId} signIn={signIn} /> : null}
      {waiting?.way === 'window' ? (
        <section className={classes.waiting} aria-label={oauthWords.waiting}>
          <p className={classes.lead}>{oauthWords.waiting}</p>
          <p>{oauthWords.waitingHint}</p>
          <div className={classes.buttons}>
            <Button onClick={signIn.cancel}>{oauthWords.cancel}</Button>
            <Button variant="subtle" loading={signIn.isBeginning} onClick={() => onBegin('browser')}>
              {oauthWords.useBrowser}
            </Button>
          </div>
        </section>
      ) : null}
      {waiting ? null : <Begin signIn={signIn} label={label} onBegin={onBegin} onCancel={onCancel} />}
    </>
  )
}

function Begin({ signIn, label, onBegin, onCancel }: OAuthStepsProps) {
  const now = useNow(1_000).getTime()
  const seconds = Math.ceil((signIn.notBefore - now) / 1_000)
  const reason = seconds > 0 ? oauthWords.tooSoon(seconds) : undefined
  const because = reason === undefined ? {} : { disabledBecause: reason }
  return (
    <>
      {reason ? <p className={classes.hint}>{reason}</p> : null}
      <div className={classes.buttons}>
        {onCancel ? <Button onClick={onCancel}>{oauthWords.cancel}</Button> : null}
        <ReasonedButton variant="filled" loading={signIn.isBeginning} {...because} onClick={() => onBegin('window')}>
          {label}
        </ReasonedButton>
        <ReasonedButton variant="subtle" {...because} onClick={() => onBegin('browser')}>
          {oauthWords.useBrowser}
        </ReasonedButton>
      </div>
    </>
  )
}

/** The address holds a code that is good for one minute and once: it stays in its field. */
function PasteAddress({ signIn }: { readonly signIn: OAuthSignIn }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [isMissing, setMissing] = useState(false)
  const finish = () => {
    const read = () => field.current?.value.trim() ?? ''
    setMissing(read() === '')
    if (read() !== '') signIn.paste(read)
  }
  const onKeyDown = (event: FormEvent & { key: string }) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    finish()
  }
  return (
    <section className={classes.waiting} aria-label={oauthWords.pasteTitle}>
      <p className={classes.lead}>{oauthWords.pasteTitle}</p>
      <p>{oauthWords.pasteSteps}</p>
      <Textarea
        ref={field}
        label={oauthWords.pasteAddress}
        description={oauthWords.pasteHint}
        error={isMissing ? oauthWords.addressMissing : undefined}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        rows={3}
        onKeyDown={onKeyDown}
      />
      <div className={classes.buttons}>
        <Button onClick={signIn.cancel}>{oauthWords.cancel}</Button>
        <Button variant="filled" loading={signIn.isFinishing} onClick={finish}>
          {oauthWords.finish}
        </Button>
      </div>
    </section>
  )
}
