/**
 * A busy machine is slow: what waits for something to happen waits for minutes, less than a test may take (`testTimeout` in
 * jest.config.js), so that it can say what it waited for. Only a failing test waits this long.
 */
export const patienceMs = 300_000;

/** Tests about the limits of a turn pass their own. */
export const patientTurns = {
  turnMs: patienceMs,
  lookupMs: patienceMs,
  signInMs: patienceMs,
};

/** Connections to the bot that a busy machine uses late aren't cut; tests about senders who take long pass the usual ones. */
export const patientConnections = {
  headersMs: patienceMs,
  requestMs: patienceMs,
  silenceMs: patienceMs,
  keepAliveMs: patienceMs,
};

/** Teams that waits for an answer as long as those turns may take: a turn that is delivered again is handled again after a minute. */
export const patientTeams = { resendMs: 900_000 };

/** A row that the store is slow to answer isn't given up; tests about a store that is gone connect to it by themselves. */
export const patientStorage = { tryMs: patienceMs };
