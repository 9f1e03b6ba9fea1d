import { Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import type { UploadChoice, UploadQuestion } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import classes from './upload.module.css'

/** What the upload cannot decide by itself: each answer says what it means for the data. */
export function QuestionView({ uploadId, question }: { readonly uploadId: string; readonly question: UploadQuestion }) {
  const answer = useMutation({ mutationFn: (choice: UploadChoice) => api.answerUpload({ uploadId, choice }) })
  const textId = useId()
  return (
    <section className={classes.question} aria-labelledby={textId}>
      <p id={textId} className={classes.questionText}>
        <IconHelpCircle size={18} stroke={1.5} aria-hidden /> {question.text}
      </p>
      <ul className={classes.answers}>
        {question.choices.map(({ choice, label, means }) => (
          <li key={choice}>
            <Button loading={answer.isPending && answer.variables === choice} onClick={() => answer.mutate(choice)}>
              {label}
            </Button>
            <span>{means}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
