import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { requestWords } from '../../../shared/words/requests.ts'
import { api } from '../../api.ts'

/** Copies a request as a cURL command, and says what the command is without. */
export function useCopyCurl(): (id: number) => void {
  const { mutate } = useMutation({
    mutationFn: (id: number) => api.copyRequestAsCurl({ id }),
    onSuccess: () => void notifications.show({ message: requestWords.curlCopied, role: 'status' }),
  })
  return mutate
}
