import { Button } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import type { Upload, UploadChoice, UploadQuestion } from '../../../../shared/uploads/upload.ts'
import { api } from '../../../api.ts'
import { runCommand } from '../../../window/commands.ts'
import { useWaitingRows } from '../queries.ts'
import { WaitingList } from '../waiting-list.tsx'
import classes from './question-view.module.css'

interface QuestionViewProps {
  readonly upload: Pick<Upload, 'uploadId' | 'definition'>
  readonly question: UploadQuestion
}

/** What the upload cannot decide by itself: each answer says what it means for the data, and is given once. */
export function QuestionView({ upload: { uploadId, definition }, question }: QuestionViewProps) {
  const answer = useMutation({
    mutationFn: (choice: UploadChoice) => api.answerUpload({ uploadId, choice }),
    meta: { context: 'uploading' },
  })
  const textId = useId()
  const isAnswered = answer.isPending || answer.isSuccess
  return (
    <section className={classes.question} aria-labelledby={textId} role="alert">
      <h2 id={textId} className={classes.text}>
        <IconHandStop size={18} stroke={1.5} aria-hidden />
        {question.text}
      </h2>
      {question.kind === 'rows-waiting' ? <InTheWay uploadId={uploadId} definitionUri={definition.uri} /> : null}
      <ul className={classes.answers}>
        {question.kind === 'sign-in-again' ? (
          <li>
            <Button size="md" fullWidth onClick={() => runCommand('sign-in-again')}>
              Sign in again…
            </Button>
            <span>Leads to where the password is given. Come back here by the transfers panel or History.</span>
          </li>
        ) : null}
        {question.choices.map(({ choice, label, means }) => (
          <li key={choice}>
            <Button
              size="md"
              fullWidth
              loading={isAnswered && answer.variables === choice}
              disabled={isAnswered && answer.variables !== choice}
              onClick={() => answer.mutate(choice)}
            >
              {label}
            </Button>
            <span>{means}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The uploads whose rows it waits for: there they are synced or discarded. */
function InTheWay({ uploadId, definitionUri }: { readonly uploadId: string; readonly definitionUri: string }) {
  const { data = [] } = useWaitingRows(definitionUri)
  return <WaitingList rows={data.filter((one) => one.uploadId !== uploadId)} />
}
