/**
 * How long turns take. Teams gives up on one after 10 to 15 s, and delivers it again. docs/when-things-go-wrong.md names these
 * figures, and a test compares them.
 */
export const usualTurnLimits = {
  /** what every call in a turn shares: to the storage, to Graph, to Teams */
  turnMs: 12_000,
  /** for saying that it took too long */
  lastWordMs: 2_000,
  /** in the background, for letting go of a turn that another delivery is to do */
  lettingGoMs: 60_000,
  /** of its time, kept for saying that what a turn began goes on without it */
  reserveMs: 3_000,
  /** for what may go on without its turn: each file on its way, an export of the audit */
  longWorkMs: 60_000,
  /** at a stop, for turns under way; their last word comes on top */
  stoppingMs: 2_000,
  /** at a stop, for what goes on without its turn */
  stoppingLongWorkMs: 20_000,
} as const;

export type TurnLimits = Readonly<Record<keyof typeof usualTurnLimits, number>>;
