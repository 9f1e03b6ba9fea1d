/** Takes `--runtime X` or `--runtime=X` out of a script's arguments. */
export function takeRuntimeOption(args: readonly string[]): { forced: string | undefined; rest: readonly string[] } {
  const at = args.findIndex((argument) => argument === '--runtime' || argument.startsWith('--runtime='))
  const option = args[at]
  if (option === undefined) return { forced: undefined, rest: args }
  const isSplit = option === '--runtime'
  const forced = isSplit ? args[at + 1] : option.slice('--runtime='.length)
  if (forced !== 'electron' && forced !== 'chromium') throw new Error('--runtime is followed by electron or chromium.')
  return { forced, rest: args.toSpliced(at, isSplit ? 2 : 1) }
}
