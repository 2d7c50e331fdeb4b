import { describe, expect, it } from '@jest/globals';
import type { StoredPerson } from '../../../../src/domain/people-store.ts';
import type { FieldChange } from '../../../../src/domain/person.ts';
import { outcomeOf, restoreValues } from '../../../../src/features/imports/undo/restore-values.ts';

const by = { id: 'x', name: 'Sample' };
const at = '2026-03-01T00:00:00.000Z';
const undoing = { operation: 'the-undo', undoes: 'an-import', by, now: Date.parse(at) };
const person: StoredPerson = {
  ...{ id: 'a'.repeat(32), etag: 'v1', network: 'Employee', source: 'admin', linked: false },
  fields: { firstName: 'Ada', department: 'Crew' },
  ...{ addedAt: '2026-01-01T00:00:00.000Z', changedAt: '2026-01-02T00:00:00.000Z' },
  ...{ changedBy: by, history: [] },
};
const entry = (...changes: readonly FieldChange[]) => ({ at: '', by, changes });

describe('the person as before an operation', () => {
  it('has the former values, and says which undo gave them back', () => {
    const change = { field: 'department', before: 'Shop', after: 'Crew' } as const;
    const made = restoreValues(person, entry(change), undoing);
    const back = { field: 'department', before: 'Crew', after: 'Shop' };
    expect(made).toMatchObject({ fields: { firstName: 'Ada', department: 'Shop' }, changedAt: at });
    expect(made.history).toEqual([
      { at, by, operation: 'the-undo', undoes: 'an-import', changes: [back] },
    ]);
    expect(made).not.toHaveProperty('deletedAt');
  });

  it('is deleted, as of now, where it had added or restored them', () => {
    const gone = { field: 'deleted', before: '', after: at };
    const restored = { field: 'deleted', before: '2025-12-01T00:00:00.000Z', after: '' } as const;
    for (const made of [undefined, entry(restored)].map((one) =>
      restoreValues(person, one, undoing),
    )) {
      expect(made.deletedAt).toBe(at);
      expect(made.history[0]?.changes).toEqual([gone]);
      expect(made.history[0]).not.toHaveProperty('accountBefore');
      expect(outcomeOf(made.history[0] ?? entry())).toBe('removed');
    }
  });

  it('is there again, where it had deleted them', () => {
    const gone = { field: 'deleted', before: '', after: '2026-02-01T00:00:00.000Z' } as const;
    const made = restoreValues({ ...person, deletedAt: gone.after }, entry(gone), undoing);
    expect(made).not.toHaveProperty('deletedAt');
    expect(outcomeOf(made.history[0] ?? entry())).toBe('back');
  });

  it('is deleted as before, where it had restored and deleted them again', () => {
    const before = '2026-02-01T00:00:00.000Z';
    const both = { field: 'deleted', before, after: '2026-02-02T00:00:00.000Z' } as const;
    const made = restoreValues({ ...person, deletedAt: both.after }, entry(both), undoing);
    expect(made.deletedAt).toBe(before);
    expect(outcomeOf(made.history[0] ?? entry())).toBe('removed');
  });

  const entraId = 'eeeeeeee-0000-4000-8000-000000000001';
  const linked: StoredPerson = {
    ...{ ...person, source: 'entra', linked: true, entraId, locked: ['department'] },
  };
  const account = { source: 'entra', linked: true, entraId, locked: ['department'] };

  it('is no longer linked, where it had added them with an account', () => {
    const made = restoreValues(linked, undefined, undoing);
    expect(made).toMatchObject({ source: 'entra', linked: false, entraId });
    expect(made).not.toHaveProperty('locked');
    expect(made.history[0]).toMatchObject({
      accountBefore: account,
      changes: [{ field: 'deleted' }, { field: 'linked', before: 'entra', after: '' }],
    });
  });

  it('has the account of before, as the operation noted it', () => {
    const change = { field: 'linked', before: '', after: 'entra' } as const;
    const accountBefore = { source: 'admin', linked: false } as const;
    const made = restoreValues(linked, { ...entry(change), accountBefore }, undoing);
    expect(made).toMatchObject({ source: 'admin', linked: false });
    expect(made).not.toHaveProperty('entraId');
    expect(made).not.toHaveProperty('locked');
    expect(made.history[0]).toMatchObject({ accountBefore: account });
  });

  it('is linked or not as before, where an older operation noted nothing', () => {
    const link = { field: 'linked', before: '', after: 'entra' } as const;
    expect(restoreValues(linked, entry(link), undoing)).toMatchObject({ linked: false, entraId });
    const unlink = { field: 'linked', before: 'entra', after: '' } as const;
    expect(restoreValues(person, entry(unlink), undoing)).toMatchObject({ linked: true });
  });
});

it('values alone make somebody updated', () => {
  expect(outcomeOf(entry({ field: 'department', before: '', after: 'Crew' }))).toBe('updated');
});
