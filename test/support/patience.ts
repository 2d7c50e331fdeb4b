/** A busy machine is slow; tests about the limits of a turn pass their own. */
export const patientTurns = { turnMs: 600_000, lookupMs: 600_000, signInMs: 600_000 };

/** Teams that waits for an answer as long as those turns may take: a turn that is delivered again is handled again after a minute. */
export const patientTeams = { resendMs: 900_000 };
