import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { samplePerson, tenant } from './sample-people.ts';

let storage: Storage;
const at = '2026-01-01T00:00:00.000Z';
const id = (number: number) => samplePerson(number).id;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

describe('aliases', () => {
  it('are moved by one of those who read the same version', async () => {
    const { aliases } = storage;
    const put = (person: string, seen?: string) =>
      aliases.put(tenant, { derived: id(1), person, at }, seen);
    const first = await Promise.all([put(id(2)), put(id(3)), put(id(4))]);
    expect(first.filter((won) => won)).toHaveLength(1);
    const seen = await aliases.read(tenant, id(1));
    const next = await Promise.all([put(id(5), seen?.version), put(id(6), seen?.version)]);
    expect(next.filter((won) => won)).toHaveLength(1);
    expect(await aliases.remove(tenant, seen ?? { derived: '', person: '', version: '', at })).toBe(
      false,
    );
    expect(await aliases.read('other', id(1))).toBeUndefined();
  });

  it('are all known to an import, however many there are', async () => {
    const many = 1_100;
    const numbers = Array.from({ length: many }, (_, number) => number);
    for (let from = 0; from < many; from += 50) {
      await Promise.all(
        numbers
          .slice(from, from + 50)
          .map((number) =>
            storage.aliases.put(
              'many',
              { derived: id(number), person: id(number + 1), at },
              undefined,
            ),
          ),
      );
    }
    const found = await storage.organizations.aliases('many');
    expect(found.size).toBe(many);
    expect(found.get(id(7))).toBe(id(8));
  });
});

describe('a closed id', () => {
  it('takes nobody, by chat or by import, until it is opened', async () => {
    const { aliases, people } = storage;
    const add = (...numbers: number[]) =>
      people.write(
        'closed',
        '0',
        numbers.map((number) => ({ type: 'add', person: samplePerson(number) }) as const),
      );
    expect(await aliases.close('closed', id(1), at)).toBe(true);
    expect(await aliases.close('closed', id(1), at)).toBe(false);
    expect(await aliases.isClosed('closed', id(1))).toBe(true);
    expect(await add(1)).toBe('conflict');
    expect(await add(1, 2)).toBe('conflict');
    expect((await people.read('closed', '0', [id(1), id(2)])).size).toBe(0);
    await aliases.open('closed', id(1));
    expect(await add(1, 2)).toBe('written');
    expect(await aliases.close('closed', id(1), at)).toBe(false);
    await aliases.open('closed', id(1));
    expect((await people.read('closed', '0', [id(1)])).size).toBe(1);
  });

  it('replaces a person only as they were read', async () => {
    const { aliases, people } = storage;
    const person = samplePerson(1);
    await people.write('replaced', '0', [{ type: 'add', person }]);
    const read = async () => (await people.read('replaced', '0', [id(1)])).get(id(1))?.etag ?? '';
    const before = await read();
    await people.write('replaced', '0', [{ type: 'update', person, etag: before }]);
    expect(await aliases.replaceByClosed('replaced', id(1), before, at)).toBe(false);
    expect(await aliases.removePerson('replaced', id(1), before)).toBe(false);
    expect(await aliases.replaceByClosed('replaced', id(1), await read(), at)).toBe(true);
    expect(await aliases.isClosed('replaced', id(1))).toBe(true);
    expect(await read()).toBe('');
  });
});
