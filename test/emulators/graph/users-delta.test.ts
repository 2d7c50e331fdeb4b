import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parsePhoneNumber } from 'libphonenumber-js/max';
import type { LocalGraph } from '../../../emulators/graph/local-graph.ts';
import { get, page, refusalOf, round, startGraph, tenantId } from './graph-client.ts';
import { computing } from '../../support/cpu-time.ts';

const first = '/users/delta?$select=displayName,jobTitle,mobilePhone';
let graph: LocalGraph;

beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.stop());

function put(id: string, more: object = {}): void {
  graph.users.put(tenantId, { id, displayName: `Person ${id}`, ...more });
}

describe('everyone', () => {
  it('comes page by page, each once, with what was selected and set', async () => {
    for (const id of ['a', 'b', 'c']) put(id, { jobTitle: 'Engineer', city: 'Leeds' });

    const opening = await page(graph, `${first}&$top=2`);
    const { value, pages } = await round(graph, `${first}&$top=2`);

    expect(opening.value).toHaveLength(2);
    expect(opening['@odata.deltaLink']).toBeUndefined();
    expect(pages).toBe(2);
    expect(value).toEqual(
      ['a', 'b', 'c'].map((id) => ({
        id,
        displayName: `Person ${id}`,
        jobTitle: 'Engineer',
      })),
    );
  });

  it('comes in pages of the size that the Prefer header asks for', async () => {
    graph.fill(tenantId, 5);
    const { value } = await page(graph, first, { prefer: 'odata.maxpagesize=3' });
    expect(value).toHaveLength(3);
  });

  it('changing while pages are read is told in the next round, so that nobody is missed', async () => {
    for (const id of ['a', 'b', 'c']) put(id);
    const opening = await page(graph, `${first}&$top=1`);
    graph.users.update(tenantId, 'a', { jobTitle: 'Lead' });
    graph.users.remove(tenantId, 'c');
    put('d');

    const rest = await round(graph, opening['@odata.nextLink'] ?? '');
    const next = await round(graph, rest.deltaLink);

    expect(rest.value.map(({ id }) => id)).toEqual(['b', 'd']);
    expect(next.value).toContainEqual({
      id: 'a',
      displayName: 'Person a',
      jobTitle: 'Lead',
      mobilePhone: null,
    });
    expect(next.value).toContainEqual({ id: 'c', '@removed': { reason: 'changed' } });
  });

  it('is refused with a page size or a property that Graph doesn’t know', async () => {
    const large = await get(graph, '/users/delta?$top=1000');
    const unknown = await get(graph, '/users/delta?$select=displayname');

    expect(large.status).toBe(400);
    expect(unknown.status).toBe(400);
    expect((await refusalOf(unknown)).message).toContain("'displayname'");
  });

  it('of 20,000 is made and read fast enough to try it out', async () => {
    const filled = computing(() => graph.fill(tenantId, 20_000));
    const { value, pages } = await round(graph, `${first}&$top=999`);

    expect(filled).toBeLessThan(5_000);
    expect(pages).toBe(21);
    expect(new Set(value.map(({ id }) => id)).size).toBe(20_000);
  });
});

describe('the delta link', () => {
  it('brings only what changed since: new, changed and removed people', async () => {
    for (const id of ['a', 'b', 'c', 'd']) put(id, { mobilePhone: '+447400123456' });
    const { deltaLink } = await round(graph, first);
    expect((await round(graph, deltaLink)).value).toEqual([]);

    put('e');
    graph.users.update(tenantId, 'a', { mobilePhone: null });
    graph.users.update(tenantId, 'b', { city: 'not selected' });
    graph.users.remove(tenantId, 'c');
    graph.users.remove(tenantId, 'd', 'deleted');
    const changed = await round(graph, deltaLink);

    expect(changed.value).toEqual([
      { id: 'a', displayName: 'Person a', jobTitle: null, mobilePhone: null },
      { id: 'c', '@removed': { reason: 'changed' } },
      { id: 'd', '@removed': { reason: 'deleted' } },
      { id: 'e', displayName: 'Person e' },
    ]);
    expect((await round(graph, changed.deltaLink)).value).toEqual([]);
    expect((await round(graph, deltaLink)).value).toEqual(changed.value);
  });

  it('brings who was restored as if new, and who was disabled', async () => {
    const watched = '/users/delta?$select=displayName,accountEnabled';
    for (const id of ['a', 'b']) put(id);
    graph.users.remove(tenantId, 'a');
    const { value, deltaLink } = await round(graph, watched);
    expect(value.map(({ id }) => id)).toEqual(['b']);

    put('a');
    graph.users.disable(tenantId, 'b');

    expect((await round(graph, deltaLink)).value).toEqual([
      { id: 'a', displayName: 'Person a', accountEnabled: true },
      { id: 'b', displayName: 'Person b', accountEnabled: false },
    ]);
  });

  it('"latest" brings nobody, and later only what changed', async () => {
    put('a');
    const { value, deltaLink } = await round(graph, `${first}&$deltatoken=latest`);
    put('b');

    expect(value).toEqual([]);
    expect((await round(graph, deltaLink)).value.map(({ id }) => id)).toEqual(['b']);
  });

  it('once expired is answered 410 with the address to begin anew, and pages under way go on', async () => {
    for (const id of ['a', 'b']) put(id);
    const { deltaLink } = await round(graph, first);
    const opening = await page(graph, `${first}&$top=1`);
    graph.expireDelta();

    const gone = await get(graph, deltaLink);
    const location = gone.headers.get('location') ?? '';

    expect(gone.status).toBe(410);
    expect((await refusalOf(gone)).code).toBe('syncStateNotFound');
    graph.expireDelta(400);
    expect((await get(graph, deltaLink)).status).toBe(400);
    const anew = await round(graph, location);
    expect(anew.value[0]).toEqual({ id: 'a', displayName: 'Person a' });
    expect(anew.value).toHaveLength(2);
    const rest = await round(graph, opening['@odata.nextLink'] ?? '');
    expect((await round(graph, rest.deltaLink)).value).toEqual([]);
  });

  it('of another organization, or made up, is refused', async () => {
    put('a');
    const { deltaLink } = await round(graph, first);
    const stolen = await get(graph, deltaLink, { authorization: 'Bearer local:elsewhere' });
    const made = await get(graph, '/users/delta?$deltatoken=abc');

    expect([stolen.status, made.status]).toEqual([400, 400]);
  });
});

describe('invented people', () => {
  it('are the same each time, with numbers that a phone check takes and addresses that reach nobody', async () => {
    graph.fill(tenantId, 400, 7);
    const { deltaLink } = await round(graph, first);
    graph.fill(tenantId, 400, 7);
    expect((await round(graph, deltaLink)).value).toEqual([]);

    const users = graph.users.all(tenantId);
    const phones = users.flatMap(({ mobilePhone }) => mobilePhone ?? []);
    expect(phones.filter((phone) => !parsePhoneNumber(phone).isValid())).toEqual([]);
    expect(new Set(phones).size).toBe(phones.length);
    expect(phones.length).toBeLessThan(users.length);
    expect(new Set(users.map(({ mail }) => mail)).size).toBe(400);
    expect(users.every(({ mail }) => mail?.endsWith('@example.com'))).toBe(true);
    expect(users.some(({ accountEnabled }) => !accountEnabled)).toBe(true);
  });

  it('change, leave and are disabled, each time others; people put there by name stay', async () => {
    put('tara', { mail: 'tara@sample.example' });
    graph.fill(tenantId, 20);
    const { deltaLink } = await round(graph, '/users/delta?$select=jobTitle,accountEnabled');

    const changed = [...graph.change(tenantId, 5), ...graph.change(tenantId, 5)];
    const removed = graph.remove(tenantId, 5);
    const disabled = graph.disable(tenantId);
    const { value } = await round(graph, deltaLink);

    expect(new Set([...changed, ...removed]).size).toBe(15);
    expect(value.filter((each) => '@removed' in each).map(({ id }) => id)).toEqual(removed);
    expect(value).toContainEqual(expect.objectContaining({ id: disabled, accountEnabled: false }));
    expect(value.map(({ id }) => id)).not.toContain('tara');
  });
});
