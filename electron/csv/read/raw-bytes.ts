/** Where raw bytes come from: a file, or bytes in memory. */
export interface RawBytes {
  readonly size: number
  /** Fills `into` from `offset`; how many bytes it got. */
  read(into: Uint8Array, offset: number): number
}
