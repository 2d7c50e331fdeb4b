/** A busy machine is slow; tests about the limits of a turn pass their own. */
export const patientTurns = { turnMs: 60_000, lookupMs: 60_000 };
