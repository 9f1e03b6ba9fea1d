import { IconBolt, IconMailExclamation, type TablerIcon } from '@tabler/icons-react'
import type { Mapping } from '../../../../shared/csv/csv.ts'
import { actionsBesides, consentChanges } from '../../../../shared/eloqua/consent.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { besidesSentences, consentSentences, consentWords } from '../../../../shared/words/consent.ts'
import classes from './waiting-notice.module.css'

interface ConsentNoticeProps {
  readonly definition: Definition
  readonly mapping: Mapping
}

/** What an import does beside writing fields, said before anything is sent: it may subscribe, unsubscribe or mark as bounced, and run sync actions. */
export function ConsentNotice({ definition, mapping }: ConsentNoticeProps) {
  const consent = consentSentences(consentChanges(definition, mapping))
  const besides = besidesSentences(actionsBesides(definition))
  return (
    <>
      {consent.length > 0 ? (
        <Said title={consentWords.title} sentences={consent} icon={IconMailExclamation} isHeld />
      ) : null}
      {besides.length > 0 ? <Said title={consentWords.besides} sentences={besides} icon={IconBolt} /> : null}
    </>
  )
}

interface SaidProps {
  readonly title: string
  readonly sentences: readonly string[]
  readonly icon: TablerIcon
  /** In amber. */
  readonly isHeld?: boolean
}

function Said({ title, sentences, icon: Icon, isHeld }: SaidProps) {
  return (
    <section className={classes.notice} data-held={isHeld} aria-label={title}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong>{title}.</strong>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </section>
  )
}
