import { PAGE_SHIM } from './page-shim.ts'
import { decodeMessage, ENCODE_SOURCE } from './wire.ts'

/** The name under which a new page finds the way to main, for as long as it takes the shim to hide it. */
export const BINDING = '__bulkdesk_main__'

/** What every new document runs first: the shim, and the preload script inside it. */
export function pageScript(preload: string, accelerators: readonly string[]): string {
  const parts = `binding: '${BINDING}', accelerators: ${JSON.stringify(accelerators)}`
  return `(() => {
${PAGE_SHIM}
startPageShim({ ${parts}, encode: ${ENCODE_SOURCE}, decode: ${decodeMessage} }, (require, module, exports) => {
${preload}
})
})()`
}
