/**
 * Time limits of turns. Teams gives up after 10 to 15 s and delivers the activity again.
 * docs/when-things-go-wrong.md lists these figures, and a test compares them.
 */
export const usualTurnLimits = {
  /** shared by every call in a turn: to the storage, to Graph, to Teams */
  turnMs: 12_000,
  /** for answering that it took too long */
  lastAnswerMs: 2_000,
  /** for looking people up from any chat: Teams gives up on a message extension after 5 s */
  lookupMs: 4_000,
  /** in the background, for asking Teams about a person who writes: a stop waits for it, and the next message tries again */
  signInMs: 30_000,
  /** in the background, for releasing a turn that another delivery should handle */
  releaseMs: 60_000,
  /** kept of the turn's time, for answering that its work continues in the background */
  reserveMs: 3_000,
  /** after which a turn shows that the bot is typing, and how often it does so again: Teams shows it for some seconds */
  typingMs: 2_000,
  /** for work that may outlast its turn: each download, an export of the audit */
  longWorkMs: 60_000,
  /** at a stop, for running turns; the time for their last answer is added */
  stoppingMs: 2_000,
  /** at a stop, for work that outlasts its turn */
  stoppingLongWorkMs: 20_000,
} as const;

export type TurnLimits = Readonly<Record<keyof typeof usualTurnLimits, number>>;
