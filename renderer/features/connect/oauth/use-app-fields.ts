import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { OAuthRequest } from '../../../../shared/contract/sign-in.ts'
import { SUGGESTED_REDIRECT } from '../../../../shared/words/connect-admin.ts'
import { signInAppsQuery } from '../queries.ts'
import { type AppErrors, type AppFields, checkApp } from './oauth-fields.ts'

/** The company's app: a saved one, or what is typed. `preferred`: the company whose app is chosen at first. */
export function useAppFields(preferred?: string) {
  const { data: apps = [] } = useQuery(signInAppsQuery())
  const secretRef = useRef<HTMLInputElement>(null)
  const [fields, setFields] = useState<AppFields>({ clientId: '', redirectUri: SUGGESTED_REDIRECT })
  const [chosen, setChosen] = useState<string>()
  const [errors, setErrors] = useState<AppErrors>({})
  const first = preferred === undefined ? apps[0] : apps.find((app) => isSame(app.company, preferred))
  const savedId = chosen ?? first?.id ?? ''
  const saved = apps.find(({ id }) => id === savedId)

  function isComplete(): boolean {
    const found = saved ? {} : checkApp(fields, secretRef.current?.value ?? '')
    setErrors(found)
    return Object.keys(found).length === 0
  }

  function app(): OAuthRequest['app'] {
    if (saved) return { saved: saved.id }
    const { clientId, redirectUri } = fields
    const clientSecret = secretRef.current?.value.trim() ?? ''
    return { fresh: { clientId: clientId.trim(), clientSecret, redirectUri: redirectUri.trim() } }
  }

  return {
    apps,
    saved,
    /** The id of a saved app, or an empty text for another company. */
    choose: setChosen,
    fields,
    errors,
    setErrors,
    set: (change: Partial<AppFields>) => setFields((before) => ({ ...before, ...change })),
    secretRef,
    isComplete,
    app,
    clear: () => {
      if (secretRef.current) secretRef.current.value = ''
    },
  }
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
