import { Button } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { sameColumnsWords } from '../../../../shared/words/sources.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { sameColumnsQuery } from '../queries.ts'
import classes from './waiting-notice.module.css'

interface SameColumnsProps {
  readonly headers: readonly string[]
  readonly onPick: (uri: string) => void
}

/** A file like one that was sent before: one click chooses its destination, and with it the columns as they were mapped. */
export function SameColumnsNotice({ headers, onPick }: SameColumnsProps) {
  const { data = [] } = useQuery(sameColumnsQuery(headers))
  const [newest] = data
  if (!newest) return null
  const { targetUri, name, fileName, sentAt } = newest
  return (
    <section className={classes.notice} aria-label={sameColumnsWords.title}>
      <IconRepeat size={16} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong>{sameColumnsWords.title}.</strong>
        <p>
          {sameColumnsWords.sent(fileName, name)} · <TimeText value={sentAt} />
        </p>
        <div className={classes.actions}>
          {data.map((one) => (
            <Button key={one.targetUri} onClick={() => onPick(one.targetUri)} title={one.targetUri}>
              {one.targetUri === targetUri ? sameColumnsWords.again(name) : sameColumnsWords.use(one.name)}
            </Button>
          ))}
        </div>
      </div>
    </section>
  )
}
