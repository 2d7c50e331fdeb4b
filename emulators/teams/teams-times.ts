/** Teams' own, in milliseconds. */
export const usualTeamsTimes = {
  /** after which an activity without an answer is sent again */
  resendMs: 15_000,
  /** before an invoke answered 5xx is sent again */
  retryMs: 1_000,
} as const;
