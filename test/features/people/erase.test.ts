import { expect, it } from '@jest/globals';
import { createErasures } from '../../../src/features/people/erase.ts';
import { MemoryStores } from './memory-stores.ts';
import { admin, phones, placeOf, processOver, tenant } from './rig.ts';

const [phone, earlier] = phones;

it('nothing of before comes back with the number of a person who is being erased', async () => {
  const memory = new MemoryStores();
  const { people, stores } = processOver(memory, () => Promise.resolve(), Date.now);
  const add = (values: Readonly<Record<string, string>>) =>
    people.add(tenant, admin, { values: { phone, ...values } });
  await add({ firstName: 'Zenobia', department: 'Secret' });
  const id = placeOf(memory, phone);
  const change = (to: string) => {
    const { etag = '', fields } = memory.people.get(id) ?? {};
    return people.edit(tenant, admin, id, etag, { values: { ...fields, phone: to } });
  };
  await change(earlier);
  await change(phone);
  await people.remove(tenant, admin, [id]);
  const erasures = createErasures({
    ...stores,
    jobs: { send: () => Promise.resolve() },
    now: Date.now,
  });
  expect(await erasures.ask(tenant, admin, [id])).toEqual({ erased: 1, refused: 0 });
  // The job finds their traces by these.
  const left = memory.people.get(id);
  expect(left?.fields).toEqual({ phone });
  expect(JSON.stringify(left?.history)).toContain(earlier);
  expect(JSON.stringify(left)).not.toMatch(/Zenobia|Secret/u);
  await add({ firstName: 'Nora' });
  const back = memory.people.get(id);
  expect(back).toMatchObject({ fields: { phone, firstName: 'Nora' } });
  expect(JSON.stringify(back)).not.toMatch(/Zenobia|Secret/u);
});
