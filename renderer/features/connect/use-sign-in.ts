import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useState } from 'react'
import type { SignInRequest } from '../../../shared/contract/connection.ts'
import { connectWords } from '../../../shared/words/connect.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { announce } from '../../ui/announcer.tsx'
import { checkFields, type FieldErrors, placeError, type SignInFields, toRequestFields } from './sign-in-fields.ts'

interface Attempt {
  readonly fields: SignInFields
  readonly keep: SignInRequest['keep']
}

/** Signing in. The password goes from its field straight to main: into no state, no cache and no mutation's memory. */
export function useSignIn(passwordRef: RefObject<HTMLInputElement | null>, onDone: (() => void) | undefined) {
  const client = useQueryClient()
  const [missing, setMissing] = useState<FieldErrors>({})
  const signIn = useMutation({
    mutationFn: ({ fields, keep }: Attempt) =>
      api.signIn({ ...toRequestFields(fields), password: passwordRef.current?.value ?? '', keep }),
    meta: { shownInPlace: true },
    onSuccess: async (connection) => {
      if (passwordRef.current) passwordRef.current.value = ''
      announce(connectWords.signedIn(connection.label))
      await client.invalidateQueries(connectionsQuery())
      onDone?.()
    },
  })
  const submit = (attempt: Attempt) => {
    const found = checkFields(attempt.fields, passwordRef.current?.value ?? '')
    setMissing(found)
    if (Object.keys(found).length === 0) signIn.mutate(attempt)
    else signIn.reset()
  }
  const placed = signIn.error ? placeError(signIn.error) : {}
  return {
    submit,
    isPending: signIn.isPending,
    fieldErrors: { ...placed, ...missing },
    /** What is known about a refused password. */
    refusal: Object.keys(missing).length === 0 ? signIn.error?.refusal : undefined,
    /** A failure that no field is to blame for. */
    failure: signIn.error && Object.keys(placed).length === 0 ? signIn.error : undefined,
  }
}
