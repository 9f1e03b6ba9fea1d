import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { homeLineWords } from '../../../shared/words/home.ts'
import { TimeText } from '../../ui/time-text.tsx'
import classes from './home.module.css'

interface AttentionLineProps {
  /** How bad it is, as a badge. */
  readonly state: ReactNode
  readonly title: string
  /** Beside the title, dimmed. */
  readonly detail?: string | undefined
  /** Why it needs the user. */
  readonly why: ReactNode
  /** ISO time. */
  readonly at?: string | undefined
  readonly step: { readonly label: string; readonly run: () => void }
}

/** One thing that needs the user: what, why, since when, and the one next step, which a click anywhere on the line takes too. */
export function AttentionLine({ state, title, detail, why, at, step }: AttentionLineProps) {
  return (
    <li className={classes.line}>
      <span className={classes.state}>{state}</span>
      <div className={classes.what}>
        <p className={classes.name}>
          <span>{title}</span>
          {detail ? <span className={classes.detail}>{detail}</span> : null}
        </p>
        <p className={classes.why}>{why}</p>
      </div>
      <span className={classes.time}>{at ? <TimeText value={at} relative /> : null}</span>
      <Button
        size="xs"
        className={classes.step}
        aria-label={homeLineWords.stepFor(step.label, title)}
        onClick={step.run}
      >
        {step.label}
      </Button>
    </li>
  )
}
