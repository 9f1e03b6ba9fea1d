import { createOnceTransport } from '../../eloqua/http/once-transport.ts'
import { openDataFolder, startCli } from '../start-cli.ts'
import { withPassword } from './with-password.ts'

/** The command line as `node-cli.ts` starts it, with a password in place of the keychain: `cli-process.ts LOGIN-URL FOLDER WORD…` */
const [loginUrl, userData = '', ...words] = process.argv.slice(2)
const code = await startCli(() => ({
  ...{ words, userData, loginUrl, listSeparator: ',', log: openDataFolder(userData, { isNamed: true }) },
  network: { fetch, once: createOnceTransport({ resolveProxy: async () => 'DIRECT' }) },
  store: withPassword(),
}))
process.exit(code)
