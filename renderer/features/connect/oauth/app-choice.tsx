import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { oauthWords } from '../../../../shared/words/connect-oauth.ts'
import { AdminPage } from './admin-page.tsx'
import { AppFields } from './app-fields.tsx'
import classes from './oauth-form.module.css'
import type { useAppFields } from './use-app-fields.ts'

/** The company's app, and the page for who registers one. */
export function AppChoice({ app }: { readonly app: ReturnType<typeof useAppFields> }) {
  const [isAdminOpen, setAdminOpen] = useState(false)
  const options = app.apps.map(({ id, company }) => ({ value: id, label: company }))
  return (
    <>
      {app.apps.length > 0 ? (
        <NativeSelect
          label={oauthWords.app}
          description={oauthWords.appHint}
          data={[...options, { value: '', label: oauthWords.otherCompany }]}
          value={app.saved?.id ?? ''}
          onChange={(event) => app.choose(event.currentTarget.value)}
        />
      ) : null}
      {app.saved ? null : (
        <>
          <div className={classes.row}>
            <span className={classes.hint}>{oauthWords.fieldsHint}</span>
            <Button size="xs" variant="subtle" onClick={() => setAdminOpen(true)}>
              {oauthWords.forAdministrator}
            </Button>
          </div>
          <AppFields fields={app.fields} errors={app.errors} onChange={app.set} secretRef={app.secretRef} />
        </>
      )}
      <AdminPage opened={isAdminOpen} redirect={app.fields.redirectUri} onClose={() => setAdminOpen(false)} />
    </>
  )
}
