import { writeFileSync } from 'node:fs'
import type { AppInfo } from '../../../shared/contract/app-info.ts'
import { installationWords } from '../../../shared/words/installation.ts'
import type { Installation } from './installation.ts'

/**
 * `Bulkdesk --self-test`: tries the installation, prints a line for each part, writes all as JSON.
 *
 * @returns the exit code: 0 when nothing failed.
 */
export async function selfTest(
  installation: Pick<Installation, 'check'>,
  given: { readonly info: AppInfo; readonly report: string; readonly print: (line: string) => void },
): Promise<0 | 1> {
  const { info, report, print } = given
  print(`Bulkdesk ${info.version} on ${info.runtime} ${info.runtimeVersion}, ${info.platform} ${process.arch}`)
  const findings = await installation.check((finding) => print(installationWords.line(finding)))
  const failed = findings.filter(({ outcome }) => outcome === 'failed').length
  const { version, runtime, runtimeVersion, platform } = info
  const facts = { version, runtime, runtimeVersion, platform, arch: process.arch, findings }
  writeFileSync(report, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
  print(`${installationWords.summary(findings)} ${report}`)
  return failed === 0 ? 0 : 1
}
