import { expect, it } from '@jest/globals';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import { createAuditErasure } from '../../../src/features/admin/erase-audit.ts';
import type { AuditStore } from '../../../src/features/admin/ports.ts';
import { openTestStorage } from '../../support/storage.ts';
import { allOf } from './all-of.ts';

const tenant = 'large';
const month = '2026-03';
const id = 'a'.repeat(32);

const entry = (number: number, over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: number.toString(16).padStart(16, '0'),
  at: new Date(Date.parse('2026-03-01T00:00:00Z') + number * 1_000).toISOString(),
  by: { id: 'admin-1', name: 'Tara' },
  from: 'chat',
  what: 'person-changed',
  subject: { type: 'person', id: 'b'.repeat(32), name: 'Bob Sample' },
  changes: [{ field: 'firstName', before: 'Bo', after: 'Bob' }],
  ...over,
});

/** An audit has years of entries, and the process that erases has turns to answer and jobs to do. */
it('an erasure takes from the audit what is about its person, however much there is of others', async () => {
  const { storage } = await openTestStorage();
  const others = Array.from({ length: 90 }, (_, number) => entry(number));
  const theirs = entry(90, { subject: { type: 'person', id, name: 'Zenobia' } });
  const named = [
    ...(['people-merged', 'merge-undone'] as const).map((what) => ({ what, field: 'merged' })),
    ...(['duplicate-dismissed', 'duplicate-shown-again'] as const).map((what) => ({
      ...{ what, field: 'duplicate' },
    })),
  ].map(({ what, field }, number) =>
    entry(91 + number, { what, changes: [{ field, before: id, after: 'Zenobia' }] }),
  );
  await storage.audit.append(tenant, [...others, theirs, ...named]);
  let given = 0;
  const counting: Pick<AuditStore, 'read'> = {
    async *read(...asked) {
      for await (const page of storage.audit.read(...asked)) {
        given += page.length;
        yield page;
      }
    },
  };
  const merged: string[] = [];
  const erase = createAuditErasure({
    store: { ...storage.audit, ...counting, ...storage.auditRewriter },
    eraseFromHistory: (person) => Promise.resolve(void merged.push(person)),
    now: () => Date.parse('2026-03-15T12:00:00Z'),
  });
  const erased = { tenant, ids: new Set([id]), reference: 'r', phones: new Set<string>() };
  expect(await erase(erased, new AbortController().signal)).toBe('done');
  expect(given).toBe(1 + named.length);
  expect(merged).toHaveLength(2);
  const left = (await allOf(storage.audit.read(tenant, month))).flat();
  expect(left).toHaveLength(others.length + given);
  expect(JSON.stringify(left)).not.toMatch(new RegExp(`Zenobia|${id}`, 'u'));
  expect(left.filter(({ subject }) => subject.name === 'Bob Sample')).toHaveLength(
    others.length + named.length,
  );
});
