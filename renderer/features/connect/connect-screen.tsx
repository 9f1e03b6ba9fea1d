import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectWords } from '../../../shared/words/connect.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import icon from '../../icon.svg'
import { useEscape } from '../../window/use-escape.ts'
import classes from './connect-screen.module.css'
import { PracticeOffer } from './practice-offer.tsx'
import { SavedConnections } from './saved-connections.tsx'
import { SignInWays } from './sign-in-ways.tsx'

interface ConnectScreenProps {
  /** Back to the connection in use; absent while there is none. */
  readonly onClose?: () => void
  /** The password of the connection in use is to be given again. */
  readonly isAgain?: boolean
}

/** The first screen, and the one place where connections are added, mended and forgotten. */
export function ConnectScreen({ onClose, isAgain = false }: ConnectScreenProps) {
  const { data } = useQuery(connectionsQuery())
  const saved = data?.connections ?? []
  useEscape(onClose)
  return (
    <main className={classes.screen}>
      <div className={classes.column}>
        <header className={classes.head}>
          <img src={icon} alt="" width={36} height={36} />
          <div className={classes.titles}>
            <h1>{saved.length > 0 ? connectWords.titleWithSaved : connectWords.title}</h1>
            <p className={classes.dim}>{connectWords.context}</p>
          </div>
          {onClose ? <Button onClick={onClose}>{connectWords.back}</Button> : null}
        </header>
        {saved.length > 0 ? (
          <SavedConnections saved={saved} activeId={data?.activeId} isAgain={isAgain} onDone={onClose} />
        ) : null}
        <div className={classes.card}>
          <section className={classes.signIn} aria-labelledby="sign-in-title">
            <h2 id="sign-in-title">{saved.length > 0 ? connectWords.anotherConnection : connectWords.signIn}</h2>
            <SignInWays {...(onClose ? { onDone: onClose } : {})} />
          </section>
          <PracticeOffer onDone={onClose} />
        </div>
      </div>
    </main>
  )
}
