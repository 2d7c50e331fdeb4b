/**
 * What one sender may cost before they have shown who they are. Activities are small and come at once, so a sender who is slow,
 * or sends much, is let go. docs/when-things-go-wrong.md names these figures, and a test compares them.
 */
export const edgeLimits = {
  /** Teams takes messages up to some 100 KB, and cards of 28 KB; what comes with them is little. */
  bodyBytes: 256 * 1024,
  /** all headers of a request; the longest of Teams is its token of some 2 KB */
  headerBytes: 16 * 1024,
  /** what follows the method: our longest is some 20 characters */
  targetCharacters: 2 * 1024,
  hostCharacters: 255,
  /** from the connection, or the end of the answer before, to the end of the headers */
  headersMs: 10_000,
  /** to the end of the body */
  requestMs: 20_000,
  /** without a byte in either direction: a handler that is silent, an answer that nobody reads */
  silenceMs: 30_000,
  /** between two requests */
  keepAliveMs: 5_000,
  /** how often these are looked at: it adds to each */
  checkedEveryMs: 1_000,
  /** open at once in a process; past it the oldest goes that has no request to be answered */
  connections: 1_000,
  /** on one connection */
  requests: 1_000,
  /** after a stop, in all; then what is left is cut */
  closingMs: 5_000,
} as const;

export type EdgeLimits = Readonly<Record<keyof typeof edgeLimits, number>>;
