import { Radio } from '@mantine/core'
import { signInWords } from '../../../shared/words/connect.ts'
import type { SignInFields } from './sign-in-fields.ts'
import classes from './sign-in-form.module.css'

interface EnvironmentChoiceProps {
  readonly value: SignInFields['environment']
  readonly onChange: (value: SignInFields['environment']) => void
}

export function EnvironmentChoice({ value, onChange }: EnvironmentChoiceProps) {
  return (
    <Radio.Group
      label={signInWords.environment}
      value={value}
      onChange={(next) => onChange(next === 'sandbox' ? 'sandbox' : 'production')}
    >
      <div className={classes.pair}>
        <Radio value="production" label={signInWords.production} description={signInWords.productionHint} />
        <Radio value="sandbox" label={signInWords.sandbox} description={signInWords.sandboxHint} />
      </div>
    </Radio.Group>
  )
}
