import { IconMailExclamation } from '@tabler/icons-react'
import type { Mapping } from '../../../../shared/csv/csv.ts'
import { consentChanges } from '../../../../shared/eloqua/consent.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { consentSentences, consentWords } from '../../../../shared/words/consent.ts'
import classes from './waiting-notice.module.css'

interface ConsentNoticeProps {
  readonly definition: Definition
  readonly mapping: Mapping
}

/** A plain import may subscribe, unsubscribe or mark as bounced: said like a sync action, before anything is sent. */
export function ConsentNotice({ definition, mapping }: ConsentNoticeProps) {
  const sentences = consentSentences(consentChanges(definition, mapping))
  if (sentences.length === 0) return null
  return (
    <section className={classes.notice} data-held aria-label={consentWords.title}>
      <IconMailExclamation size={16} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong>{consentWords.title}.</strong>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </section>
  )
}
