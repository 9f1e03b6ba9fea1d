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
      {isMaking ? <Making fixing={fixing} /> : null}
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

function Making({ fixing: { read, original, cancel } }: { readonly fixing: Fixing }) {
  const { size } = original.file
  return (
    <div className={classes.making} role="status">
      <span>{words.making(read, size)}</span>
      <Progress value={size > 0 ? (read / size) * 100 : 0} aria-label={words.progress} />
      <Button size="xs" onClick={cancel}>
        {words.cancel}
      </Button>
    </div>
  )
}
