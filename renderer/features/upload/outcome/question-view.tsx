import { Button } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import type { UploadChoice, UploadQuestion } from '../../../../shared/uploads/upload-facts.ts'
import { answerWords, questionControls, questionWords } from '../../../../shared/words/upload-questions.ts'
import { api } from '../../../api.ts'
import { runCommand } from '../../../window/commands.ts'
import { useWaitingRows } from '../queries.ts'
import { WaitingList } from '../waiting-list.tsx'
import classes from './question-view.module.css'

interface QuestionViewProps {
  readonly upload: Upload
  readonly question: UploadQuestion
}

/** What the upload cannot decide by itself: each answer says what it means for the data, and is given once. */
export function QuestionView({ upload, question }: QuestionViewProps) {
  const { uploadId, definition } = upload
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
        {questionWords(upload, question)}
      </h2>
      {question.kind === 'rows-waiting' ? <InTheWay uploadId={uploadId} definitionUri={definition.uri} /> : null}
      <ul className={classes.answers}>
        {question.kind === 'sign-in-again' ? (
          <li>
            <Button size="md" fullWidth onClick={() => runCommand('sign-in-again')}>
              {questionControls.signInAgain}
            </Button>
            <span>{questionControls.signInAgainHint}</span>
          </li>
        ) : null}
        {answerWords(upload, question).map(({ choice, label, means }) => (
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
