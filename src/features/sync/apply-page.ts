import type { Held, ProvisioningBatch, ManyOutcome } from '../../domain/provisioning.ts';
import { nameOf, type Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import type { ChangeSample, Counts } from '../../domain/operations/operation.ts';
import type { EntraEntry, HeldPerson } from './ports.ts';
import { loggedOf, type LoggedPerson, type PersonTrouble } from './sync-log.ts';
import { toIdentity, type ProvisioningRules, type MappedUser } from './to-identity.ts';

/** The results of a page of users, or what they would be. */
export interface PageResult {
  readonly counts: Counts & { readonly restored: number; readonly merged: number };
  /** Entra object ids of existing users */
  readonly seen: readonly string[];
  /** Entra object ids of users who are gone, or are guests by now */
  readonly gone: readonly string[];
  readonly added: readonly ChangeSample[];
  readonly updated: readonly ChangeSample[];
  readonly troubles: readonly PersonTrouble[];
  /** people who couldn't be matched with certainty */
  readonly held: readonly HeldOfPage[];
  /** Entra object ids of people whom an admin left out */
  readonly skipped: readonly string[];
  /** everyone who is added, changed or held, with the changes */
  readonly logged: readonly LoggedPerson[];
}

/** A held person, without the time. */
export type HeldOfPage = Omit<HeldPerson, 'at' | 'answer' | 'answeredBy'>;

export interface ApplyingChanges {
  readonly round: ProvisioningBatch;
  readonly rules: ProvisioningRules;
  readonly by: Actor;
  readonly operation: string;
  /** writes nothing, only returns what would change */
  readonly dryRun: boolean;
}

/** Samples kept of a page. No preview shows more. */
const samples = 5;

/** Applies a page of Entra's users to the directory, or returns what would change. */
export async function applyPage(
  entries: readonly EntraEntry[],
  { round, rules, by, operation, dryRun }: ApplyingChanges,
): Promise<PageResult> {
  const mapped: MappedUser[] = [];
  const gone: string[] = [];
  // If a page has a user twice, the last entry counts.
  for (const entry of new Map(entries.map((one) => [one.id, one])).values()) {
    if ('gone' in entry || entry.isGuest) {
      gone.push(entry.id);
      continue;
    }
    // Without the permission to read users, Graph returns only ids.
    if (entry.isUntold === true && rules.isFull) {
      throw new AppError('entra-refused', { permission: 'User.Read.All' });
    }
    mapped.push(toIdentity(entry, rules));
  }
  const outcomes = await round.provision(
    by,
    mapped.map(({ incoming }) => incoming),
    operation,
    dryRun,
  );
  const troubles = mapped.flatMap((user, index) => troublesOf(user, outcomes[index]));
  const withTrouble = new Set(troubles.map(({ entraId }) => entraId));
  const count = (...what: ManyOutcome['what'][]) =>
    outcomes.filter((outcome) => what.includes(outcome.what)).length;
  const sampled = (...what: ManyOutcome['what'][]) =>
    outcomes
      .filter((outcome) => what.includes(outcome.what))
      .slice(0, samples)
      .map(sampleOf);
  return {
    counts: {
      added: count('added', 'restored'),
      updated: count('changed'),
      unchanged: count('unchanged'),
      rejected: withTrouble.size,
      restored: count('restored'),
      merged: outcomes.reduce((sum, { merged }) => sum + merged, 0),
    },
    seen: mapped.map(({ incoming }) => incoming.entraId),
    gone,
    added: sampled('added', 'restored'),
    updated: sampled('changed'),
    troubles,
    held: outcomes.flatMap((outcome, index) => {
      const user = mapped[index];
      return user === undefined || outcome.what !== 'held' || outcome.held === undefined
        ? []
        : [heldPerson(user, outcome, outcome.held)];
    }),
    skipped: outcomes.flatMap((outcome, index) =>
      outcome.what !== 'held' && outcome.held !== undefined
        ? (mapped[index]?.incoming.entraId ?? [])
        : [],
    ),
    logged: outcomes.flatMap(
      (outcome, index) => loggedOf(outcome, mapped[index]?.incoming.entraId ?? '') ?? [],
    ),
  };
}

const changesKept = 10;

function heldPerson({ incoming }: MappedUser, { changes }: ManyOutcome, held: Held): HeldOfPage {
  const { entraId, fields } = incoming;
  return {
    entraId,
    name: nameOf(fields),
    phone: fields.phone ?? '',
    held,
    changes: changes.slice(0, changesKept),
    incoming,
  };
}

/** Values that couldn't be read, for a page applied before. Its matches with other records aren't known any longer. */
export function valueTroubles(
  entries: readonly EntraEntry[],
  rules: ProvisioningRules,
): readonly PersonTrouble[] {
  return entries.flatMap((entry) =>
    'gone' in entry || entry.isGuest ? [] : troublesOf(toIdentity(entry, rules), undefined),
  );
}

function troublesOf(user: MappedUser, outcome: ManyOutcome | undefined): PersonTrouble[] {
  const { entraId, fields } = user.incoming;
  const name = nameOf(outcome?.fields ?? fields);
  const met = (outcome?.troubles ?? []).map(({ field, reason }) => ({
    field,
    reason: `entra-${reason}`,
    value: fields[field] ?? '',
  }));
  return [...user.troubles, ...met].map((trouble) => ({ entraId, name, trouble }));
}

function sampleOf({ fields, changes }: ManyOutcome): ChangeSample {
  return { line: 0, name: nameOf(fields), phone: fields.phone ?? '', changes };
}
