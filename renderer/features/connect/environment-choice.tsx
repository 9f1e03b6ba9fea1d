import { Radio } from '@mantine/core'
import type { SignInFields } from './sign-in-fields.ts'
import classes from './sign-in-form.module.css'

interface EnvironmentChoiceProps {
  readonly value: SignInFields['environment']
  readonly onChange: (value: SignInFields['environment']) => void
}

export function EnvironmentChoice({ value, onChange }: EnvironmentChoiceProps) {
  return (
    <Radio.Group
      label="This is"
      value={value}
      onChange={(next) => onChange(next === 'sandbox' ? 'sandbox' : 'production')}
    >
      <div className={classes.pair}>
        <Radio value="production" label="Production" description="Real customers. Marked red on every screen." />
        <Radio value="sandbox" label="Sandbox" description="For trying things out. Marked amber." />
      </div>
    </Radio.Group>
  )
}
