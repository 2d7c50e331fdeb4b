/*
 * The meaning of an import's file. `update`: people to add or update. `everyone`: the whole network, so an admin
 * is asked about the people who aren't in it. `delete`: people who leave. A record without a mode is an `update`.
 */

export const importModes = ['update', 'everyone', 'delete'] as const;
export type ImportMode = (typeof importModes)[number];

/** Answers to what happens to the people who aren't in the file; the first is the default. */
export const missingChoices = ['keep', 'delete'] as const;
export type MissingAnswer = (typeof missingChoices)[number];
