import { keysOf } from '../../domain/attributes.ts';
import { withoutEmpty } from '../../domain/changed-person.ts';
import { changesOf } from '../../domain/compare.ts';
import type { Network } from '../../domain/network.ts';
import type { Actor, FieldChange, Person, PersonFields } from '../../domain/person.ts';

/** The wanted state of a person: '' clears a value, an absent one stays. */
export interface Wanted {
  readonly network: Network;
  readonly fields: PersonFields;
}

export function newPerson(id: string, wanted: Wanted, by: Actor, at: string): Person {
  return {
    id,
    network: wanted.network,
    fields: withoutEmpty(wanted.fields),
    source: 'admin',
    linked: false,
    addedAt: at,
    addedBy: by,
    changedAt: at,
    changedBy: by,
    history: [],
  };
}

/** The changes to a person. Unlike in an import, an empty value clears. */
export function changesTo(before: Wanted, wanted: Wanted): FieldChange[] {
  const cleared = keysOf(wanted.fields).flatMap((field): FieldChange[] => {
    const was = before.fields[field] ?? '';
    return wanted.fields[field] === '' && was !== '' ? [{ field, before: was, after: '' }] : [];
  });
  return [...changesOf(before, wanted), ...cleared];
}

/** All values of a new person, as their first changes. */
export function changesOfNew({ network, fields }: Wanted): FieldChange[] {
  const nothing = { network, fields: {} };
  return [
    { field: 'network', before: '', after: network },
    ...changesTo(nothing, { network, fields }),
  ];
}

/**
 * The phone that was removed from a deleted person's record because someone else got it. One that they had lost before they
 * were deleted, as by an undo, isn't theirs.
 */
export function phoneTaken({ fields, history }: Person): string | undefined {
  if (fields.phone !== undefined) return undefined;
  for (const { changes } of history) {
    if (changes.some(({ field }) => field === 'deleted')) return undefined;
    const taken = changes.find(({ field, after }) => field === 'phone' && after === '');
    if (taken !== undefined) return taken.before;
  }
  return undefined;
}
