import type { Held, ProvisioningBatch, ManyOutcome } from '../../domain/provisioning.ts';
import { nameOf, type Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import type { ChangeSample, Counts } from '../../domain/operations/operation.ts';
import type { EntraEntry, HeldPerson } from './ports.ts';
import { loggedOf, type LoggedPerson, type PersonTrouble } from './sync-log.ts';
import { toIdentity, type ProvisioningRules, type MappedUser } from './to-identity.ts';

/** What came, or would come, of a page of users. */
export interface PageResult {
  readonly counts: Counts & { readonly restored: number; readonly merged: number };
  /** Entra object ids of those who are there */
  readonly seen: readonly string[];
  /** Entra object ids of those who are gone, or are guests by now */
  readonly gone: readonly string[];
  readonly added: readonly ChangeSample[];
  readonly updated: readonly ChangeSample[];
  readonly troubles: readonly PersonTrouble[];
  /** of whom it isn't certain who they are */
  readonly held: readonly HeldOfPage[];
  /** Entra object ids of those whom an admin left out */
  readonly skipped: readonly string[];
  /** everybody who is added, changed or held, with what */
  readonly logged: readonly LoggedPerson[];
}

/** Somebody who is held, without when. */
export type HeldOfPage = Omit<HeldPerson, 'at' | 'answer' | 'answeredBy'>;

export interface ApplyingChanges {
  readonly round: ProvisioningBatch;
  readonly rules: ProvisioningRules;
  readonly by: Actor;
  readonly operation: string;
  /** nothing is written, only what would come of it is said */
  readonly dryRun: boolean;
}

/** How many samples of a page are kept: no preview shows more. */
const samples = 5;

/** Brings a page of Entra's users into the directory, or says what would come of it. */
export async function applyPage(
  entries: readonly EntraEntry[],
  { round, rules, by, operation, dryRun }: ApplyingChanges,
): Promise<PageResult> {
  const mapped: MappedUser[] = [];
  const gone: string[] = [];
  // Whoever is told of twice on a page is as they are told of last.
  for (const entry of new Map(entries.map((one) => [one.id, one])).values()) {
    if ('gone' in entry || entry.isGuest) {
      gone.push(entry.id);
      continue;
    }
    // Without the permission to read users Graph tells ids and nothing else.
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

/** Of a page that was brought in before: what could not be read of its values. What came of meeting others is not known any more. */
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
