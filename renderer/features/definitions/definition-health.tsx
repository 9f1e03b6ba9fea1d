import { useQuery } from '@tanstack/react-query'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { healthOf } from '../../../shared/eloqua/definition-health.ts'
import { detailWords } from '../../../shared/words/definition-detail.ts'
import { describeHealth, HEALTH_BADGES } from '../../../shared/words/definition-health.ts'
import { definitionIndexQuery, fieldsQuery } from '../../entities/definition/definition-form-queries.ts'
import classes from './definition-detail.module.css'

/** How the definition is doing: what will happen to it, and what is wrong with it. */
export function DefinitionHealth({ definition }: { readonly definition: Definition }) {
  const index = useQuery(definitionIndexQuery())
  const fields = useQuery(fieldsQuery(definition))
  if (!index.data) return null
  const lastRun = index.data.items.find(({ uri }) => uri === definition.uri)?.lastRun
  const facts = healthOf({
    kind: definition.kind,
    definition,
    ...(lastRun ? { lastRun } : {}),
    areAllSyncsKnown: index.data.syncsSeen.areAll,
    now: new Date(),
    ...(fields.data ? { fields: fields.data } : {}),
  })
  return (
    <section aria-label={detailWords.health}>
      <h3 className={classes.heading}>{detailWords.health}</h3>
      {facts.length === 0 ? <p className={classes.note}>{detailWords.healthy}</p> : null}
      <ul className={classes.facts}>
        {facts.map((fact) => (
          <li key={JSON.stringify(fact)} data-tone={HEALTH_BADGES[fact.kind].tone}>
            {describeHealth(fact)}
          </li>
        ))}
      </ul>
    </section>
  )
}
