import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import { auditColumns, type AuditWords } from '../../../src/features/admin/audit-csv.ts';
import { createAudit, type AuditDeps } from '../../../src/features/admin/audit.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { allOf } from './all-of.ts';
import { openTestStorage } from '../../support/storage.ts';

let storage: Storage;
const now = () => Date.parse('2026-03-15T12:00:00Z');

beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

const words: AuditWords = {
  columns: Object.fromEntries(
    auditColumns.map((column) => [column, column]),
  ) as AuditWords['columns'],
  what: (what) => what,
  from: (from) => from,
  field: (field) => field,
};

function auditWith(over: Partial<AuditDeps> = {}) {
  return createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    complete: () => Promise.resolve(true),
    now,
    ...over,
  });
}

const entry = (number: number, over: Partial<AuditEntry> = {}): AuditEntry => ({
  id: number.toString(16).padStart(16, '0'),
  at: new Date(Date.parse('2026-03-01T00:00:00Z') + number * 1000).toISOString(),
  by: { id: 'admin-1', name: 'Sample Ädmin' },
  from: 'chat',
  what: 'person-changed',
  subject: { type: 'person', id: 'f'.repeat(32), name: 'Noah \u2028 Example' },
  changes: [{ field: 'firstName', before: 'Noah', after: '人'.repeat(20) }],
  ...over,
});

async function csvOf(tenant: string): Promise<string[]> {
  const chunks = await allOf(auditWith().csv(tenant, words));
  const text = Buffer.concat(chunks).toString();
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text.slice(1).split('\r\n').slice(0, -1);
}

describe('the audit', () => {
  it('gives back each entry as it was, newest first, and each once however often it is appended', async () => {
    const entries = Array.from({ length: 100 }, (_, number) => entry(number));
    await storage.audit.append('order', entries.slice(0, 40));
    await storage.audit.append('order', entries);
    await storage.audit.append('order', entries.slice(7, 8));
    const found = await allOf(storage.audit.read('order', '2026-03'));
    expect(found.flat()).toEqual(entries.toReversed());
    expect((await allOf(storage.audit.read('other', '2026-03'))).flat()).toEqual([]);
  });

  it('gives out the entries about some, and of some events, each once, and no others', async () => {
    const subject = (id: string) => ({ type: 'person', id }) as const;
    // More than one question to the store takes, and one that a filter could misread.
    const theirs = [...Array.from({ length: 19 }, (_, number) => `one-${number}`), "d'Or\u2028"];
    const about = theirs.map((id, number) => entry(number, { subject: subject(id) }));
    const merge = entry(100, { what: 'people-merged', subject: subject('other') });
    const both = entry(101, { what: 'people-merged', subject: subject('one-12') });
    const others = Array.from({ length: 30 }, (_, number) =>
      entry(200 + number, { subject: subject('one') }),
    );
    await storage.audit.append('some', [...about, merge, both, ...others]);
    const only = { subjects: new Set(theirs), events: ['people-merged'] } as const;
    const found = (await allOf(storage.audit.read('some', '2026-03', only))).flat();
    const byId = (one: AuditEntry, other: AuditEntry) => (one.id < other.id ? -1 : 1);
    expect(found.toSorted(byId)).toEqual([...about, merge, both].toSorted(byId));
    const ofEvents = { subjects: new Set<string>(), events: only.events };
    expect((await allOf(storage.audit.read('some', '2026-03', ofEvents))).flat()).toHaveLength(2);
    const ofPeople = { subjects: new Set(['one-12']), events: [] };
    expect((await allOf(storage.audit.read('some', '2026-03', ofPeople))).flat()).toHaveLength(2);
  });

  it('offers no way to change or remove what stands in it', () => {
    expect(Object.keys(storage.audit).toSorted()).toEqual(['append', 'firstMonth', 'read']);
  });

  it('takes the longest entries', async () => {
    const long = {
      field: 'department',
      before: '"'.repeat(5_000),
      after: '人\u2028'.repeat(2_000),
    };
    const big = entry(1, { changes: Array.from({ length: 200 }, () => long) });
    const audit = auditWith();
    await audit.intend('long', [big]);
    await audit.record('long', [big]);
    const [found] = (await allOf(storage.audit.read('long', '2026-03'))).flat();
    expect(found?.changes.length).toBe(60);
    expect(found?.changes[0]?.before).toHaveLength(300);
    expect(await storage.auditIntents.kept('long')).toEqual([]);
  });

  it('gets what a process that died has left, if the change was made, and leaves what is under way', async () => {
    const tenant = 'died';
    const made = entry(1);
    const notMade = entry(2);
    const underWay = entry(3, { at: new Date(now() - 60_000).toISOString() });
    const audit = auditWith({ complete: (_tenant, { id }) => Promise.resolve(id === made.id) });
    await audit.intend(tenant, [made, notMade, underWay]);
    expect(await audit.reconcile(tenant)).toBe(1);
    const found = await allOf(storage.audit.read(tenant, '2026-03'));
    expect(found.flat()).toEqual([made]);
    expect((await storage.auditIntents.kept(tenant)).map(({ entry: { id } }) => id)).toEqual([
      underWay.id,
    ]);
  });

  it('never makes a change fail that is made: what can’t be appended now comes later', async () => {
    const delays: unknown[] = [];
    const broken = auditWith({
      store: { ...storage.audit, append: () => Promise.reject(new Error('away')) },
      onDelay: (error) => delays.push(error),
    });
    await broken.intend('late', [entry(1)]);
    await broken.record('late', [entry(1)]);
    expect(delays).toHaveLength(1);
    expect(await auditWith().reconcile('late')).toBe(1);
  });
});

describe('the audit as a file', () => {
  it('has a line for each value, harmless in a spreadsheet, over the months from the newest', async () => {
    const tenant = 'file';
    await storage.audit.append(tenant, [
      entry(0, { at: '2026-01-31T23:59:59.000Z', what: 'person-added', changes: [] }),
    ]);
    await storage.audit.append(tenant, [
      entry(1, {
        subject: { type: 'person', id: 'p', name: '=1+1' },
        changes: [
          { field: 'phone', before: '+12025550101', after: '' },
          { field: 'jobTitle', before: 'a "b", c', after: '@x' },
        ],
      }),
    ]);
    expect(await csvOf(tenant)).toEqual([
      'at,by,byId,from,what,subject,subjectId,operation,field,before,after',
      "2026-03-01T00:00:01.000Z,Sample Ädmin,admin-1,chat,person-changed,'=1+1,p,,phone,+12025550101,",
      `2026-03-01T00:00:01.000Z,Sample Ädmin,admin-1,chat,person-changed,'=1+1,p,,jobTitle,"a ""b"", c",'@x`,
      `2026-01-31T23:59:59.000Z,Sample Ädmin,admin-1,chat,person-added,Noah \u2028 Example,${'f'.repeat(32)},,,,`,
    ]);
    expect(await csvOf('nothing')).toHaveLength(1);
  });
});
