import { Button, Progress } from '@mantine/core'
import { fixWords, fixList as words } from '../../../../shared/words/fixes.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import classes from './fix-list.module.css'
import { type Fixing, withoutFix } from './fixing.ts'

/** The fixes that were made, each with what it did and a way back; the making of others, while it goes on. */
export function FixList({ fixing }: { readonly fixing: Fixing }) {
  const { facts, isMaking, error, original } = fixing
  return (
    <>
      {error ? <Failure error={error} context="saving" inset /> : null}
      {isMaking ? <Making {...fixing} size={original.file.size} /> : null}
      {facts.length > 0 ? (
        <section className={classes.fixes} aria-label={words.label}>
          <div className={classes.head}>
            <h3>{words.title(facts.length)}</h3>
            <span>{words.means(original.file.name)}</span>
            <Button size="xs" disabled={isMaking} onClick={() => fixing.apply([])}>
              {words.undoAll}
            </Button>
          </div>
          <ul>
            {facts.map((fact, place) => (
              <li key={fixWords(fact)}>
                <span>{fixWords(fact)}</span>
                <Button
                  size="xs"
                  aria-label={words.undoOne(fixWords(fact))}
                  disabled={isMaking}
                  onClick={() => fixing.apply(withoutFix(fixing.fixes, place))}
                >
                  {words.undo}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

interface MakingProps {
  /** What the fixes are made for. */
  readonly title?: string
  /** Bytes of the file, and those that were read. */
  readonly size: number
  readonly read: number
  readonly cancel: () => void
}

/** Fixes being made, how far that is, and the way to stop it. */
export function Making({ title, size, read, cancel }: MakingProps) {
  return (
    <div className={classes.making} role="status">
      <span>{title ?? words.making(read, size)}</span>
      <Progress value={size > 0 ? (read / size) * 100 : 0} aria-label={words.progress} />
      <Button size="xs" onClick={cancel}>
        {words.cancel}
      </Button>
    </div>
  )
}
