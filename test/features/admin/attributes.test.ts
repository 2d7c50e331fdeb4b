import { beforeAll, describe, expect, it } from '@jest/globals';
import { maxOwnAttributes } from '../../../src/domain/attributes.ts';
import { meansBuiltIn } from '../../../src/features/imports/reading/headers.ts';
import { createAttributes, type Attributes } from '../../../src/features/admin/attributes.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { allOf } from './all-of.ts';
import { openTestStorage } from '../../support/storage.ts';
import { createTestAudit } from '../../support/test-audit.ts';

const admin = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' };
const wanted = { type: 'text', required: false, visibleTo: 'all' } as const;
const day = 24 * 3_600_000;

let storage: Storage;
let attributes: Attributes;
let clock = Date.parse('2026-03-01T00:00:00Z');

beforeAll(async () => {
  ({ storage } = await openTestStorage());
  const now = () => (clock += 1);
  const audit = createTestAudit(storage, now);
  attributes = createAttributes({ store: storage.attributes, audit, meansBuiltIn, now });
});

async function added(tenant: string, name: string) {
  const outcome = await attributes.add(tenant, admin, { ...wanted, name });
  if (!('added' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.added;
}

describe('an organization’s own attributes', () => {
  it('are known to imports and forms at once, and changed by name, never by type', async () => {
    const badge = await added('own', '  Badge \u00A0 number ');
    expect(badge).toEqual({
      ...wanted,
      name: 'Badge number',
      key: expect.stringMatching(/^own_[0-9a-z]{8}$/),
    });
    expect(await storage.organizations.attributes('own')).toEqual([badge]);
    expect(await storage.organizations.attributes('other')).toEqual([]);
    const input = { name: 'Badge no.', required: true, visibleTo: 'admins' } as const;
    expect(await attributes.change('own', admin, badge.key, input)).toEqual({
      changed: { ...badge, ...input },
    });
    await expect(attributes.change('own', admin, 'own_zzzzzzzz', input)).rejects.toThrow(
      'attribute-gone',
    );
  });

  it('are everywhere in the order that an admin gave them, and those without a place last', async () => {
    const tenant = 'order';
    const [b, a] = [await added(tenant, 'B'), await added(tenant, 'A')];
    const names = async () => {
      const listed = (await attributes.list(tenant)).map(({ name }) => name);
      const read = await storage.organizations.attributes(tenant);
      expect(read.map(({ name }) => name)).toEqual(listed);
      return listed.join('');
    };
    const move = (key: string, name: string, after: string) =>
      attributes.change(tenant, admin, key, { ...wanted, name, after });
    expect(await names()).toBe('AB');
    await move(b.key, 'B', 'first');
    expect(await names()).toBe('BA');
    await attributes.add(tenant, admin, { ...wanted, name: 'C', after: b.key });
    await added(tenant, 'D');
    expect(await names()).toBe('BCAD');
    // Nothing changes, nor is anything in the audit: where it is, after itself, after one that is gone.
    for (const after of ['first', b.key, 'own_zzzzzzzz']) await move(b.key, 'B', after);
    await attributes.remove(tenant, admin, a.key);
    await move(b.key, 'B', a.key);
    expect(await names()).toBe('BCD');
    await attributes.restore(tenant, admin, a.key);
    expect(await names()).toBe('BCAD');
    const month = new Date(clock).toISOString().slice(0, 7);
    const entries = (await allOf(storage.audit.read(tenant, month))).flat();
    expect(
      entries
        .flatMap(({ changes }) => changes.filter(({ field }) => field === 'order'))
        .toReversed(),
    ).toEqual([
      { field: 'order', before: '2', after: '1' },
      { field: 'order', before: '', after: '2' },
    ]);
  });

  it('have names that no column could be mistaken by', async () => {
    const problem = (name: string) => attributes.add('names', admin, { ...wanted, name });
    await added('names', 'T-Shirt');
    expect(await problem('t shirt')).toEqual({ problem: 'name-taken', with: 'T-Shirt' });
    expect(await problem('TSHÍRT')).toEqual({ problem: 'name-taken', with: 'T-Shirt' });
    expect(await problem('Surname')).toEqual({ problem: 'name-is-built-in', with: 'lastName' });
    expect(await problem(' \u200B ')).toEqual({ problem: 'name-missing' });
    expect(await problem('---')).toEqual({ problem: 'name-missing' });
    expect(await problem('Bell \u0007')).toEqual({ problem: 'name-not-valid' });
    expect(await problem('Half \uD83D')).toEqual({ problem: 'name-not-valid' });
    expect(await problem('x'.repeat(41))).toEqual({ problem: 'name-too-long' });
    const size = await added('names', 'x'.repeat(40));
    const input = { ...wanted, name: 'T Shirt' };
    expect(await attributes.change('names', admin, size.key, input)).toMatchObject({
      problem: 'name-taken',
    });
  });

  it.each([
    ['phone', 'рhone', 'a Cyrillic letter'],
    ['phone', 'РНОΝЕ', 'Cyrillic and Greek capitals'],
    ['phone', 'Моbіlе', 'four Cyrillic letters'],
    ['email', 'ｅ-mаіl', 'a wide letter and Cyrillic ones'],
    ['email', 'еmаil аddгеss', 'Cyrillic letters in two words'],
    ['firstName', 'Fіrst nаme', 'Ukrainian and Russian letters'],
    ['department', 'Dераrtmеnt', 'Cyrillic letters'],
    ['Network', 'Nеtwоrk', 'Cyrillic letters'],
  ])('pass for no built-in “%s”: not as “%s” (%s)', async (builtIn, name) => {
    expect(await attributes.add('looks', admin, { ...wanted, name })).toEqual({
      problem: 'name-is-built-in',
      with: builtIn,
    });
  });

  it.each([
    'Телефон брата',
    'Должность',
    'Ωράριο',
    'Größe',
    'رقم الخزانة',
    'कमरा',
    '工位',
    'Rôle à part',
  ])('may be in any script: “%s”', async (name) => {
    expect(await attributes.add('scripts', admin, { ...wanted, name })).toHaveProperty('added');
  });

  it('of the same name at the same moment are one', async () => {
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => attributes.add('same', admin, { ...wanted, name: 'Badge' })),
    );
    expect(outcomes.filter((outcome) => 'added' in outcome)).toHaveLength(1);
    expect(await attributes.list('same')).toHaveLength(1);
  });

  it('are thirty at most', async () => {
    for (let number = 1; number <= maxOwnAttributes; number += 1)
      await added('many', `A ${number}`);
    const outcome = await attributes.add('many', admin, { ...wanted, name: 'Another' });
    expect(outcome).toEqual({ problem: 'too-many' });
  });

  it('can be brought back for 30 days after they were removed, unless the name is another’s by then', async () => {
    const badge = await added('removed', 'Badge');
    await attributes.remove('removed', admin, badge.key);
    expect(await storage.organizations.attributes('removed')).toEqual([]);
    expect(await attributes.list('removed')).toEqual([]);
    expect(await attributes.list('removed', { removed: true })).toMatchObject([{ key: badge.key }]);
    const other = await added('removed', 'BADGE');
    expect(await attributes.restore('removed', admin, badge.key)).toEqual({
      problem: 'name-taken',
      with: 'BADGE',
    });
    await attributes.remove('removed', admin, other.key);
    expect(await attributes.restore('removed', admin, badge.key)).toEqual({ restored: badge });
    clock += 31 * day;
    await expect(attributes.restore('removed', admin, other.key)).rejects.toThrow('attribute-gone');
    await expect(attributes.remove('removed', admin, other.key)).rejects.toThrow('attribute-gone');
    const found = await allOf(storage.audit.read('removed', '2026-03'));
    expect(
      found
        .flat()
        .toReversed()
        .map(({ what }) => what),
    ).toEqual([
      'attribute-added',
      'attribute-removed',
      'attribute-added',
      'attribute-removed',
      'attribute-restored',
    ]);
  });
});
