/**
 * Limits on what a sender may cost before being authenticated. Activities are small and arrive at once, so slow
 * or large requests are cut off. docs/when-things-go-wrong.md lists these figures, and a test compares them.
 */
export const edgeLimits = {
  /** Teams accepts messages up to some 100 KB, and cards of 28 KB; the rest of an activity is small. */
  bodyBytes: 256 * 1024,
  /** all headers of a request; the largest from Teams is its token of some 2 KB */
  headerBytes: 16 * 1024,
  /** the request target; our longest is a download link, of some 1,500 characters if the file's name is long */
  targetCharacters: 2 * 1024,
  hostCharacters: 255,
  /** from the connection, or the end of the previous response, to the end of the headers */
  headersMs: 10_000,
  /** to the end of the body */
  requestMs: 20_000,
  /** without a byte in either direction: a handler that hangs, a response that isn't read */
  silenceMs: 30_000,
  /** between two requests */
  keepAliveMs: 5_000,
  /** interval at which the timeouts are checked, which adds to each */
  checkedEveryMs: 1_000,
  /** open at once in a process; above it the oldest connection without a response in progress is closed */
  connections: 1_000,
  /** on one connection */
  requests: 1_000,
  /** in all after a stop; then the remaining connections are cut */
  closingMs: 5_000,
} as const;

export type EdgeLimits = Readonly<Record<keyof typeof edgeLimits, number>>;
