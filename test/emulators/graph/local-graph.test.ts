import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalGraph, type LocalGraph } from '../../../emulators/graph/local-graph.ts';
import { createLog } from '../../../src/log.ts';
import { get, page, refusalOf, round, startGraph, tenantId } from './graph-client.ts';

let graph: LocalGraph;

beforeEach(async () => {
  graph = await startGraph();
});
afterEach(() => graph.stop());

function put(id: string, more: object = {}): void {
  graph.users.put(tenantId, { id, displayName: `Person ${id}`, ...more });
}

const within = '/groups/g1/transitiveMembers/microsoft.graph.user';
const eventual = { ConsistencyLevel: 'eventual' };

describe('who calls', () => {
  it('decides whose directory is read; nobody sees another organization’s people', async () => {
    put('a');
    const other = await page(graph, '/users/delta', { authorization: 'Bearer local:other' });
    expect(other.value).toEqual([]);
    expect(other['@odata.deltaLink']).toBeDefined();
  });

  it('without a good token is refused as Graph refuses', async () => {
    const none = await fetch(`${graph.url}/users/delta`);
    const wrong = await get(graph, '/users/delta', { authorization: 'Bearer eyJ0' });

    expect([none.status, wrong.status]).toEqual([401, 401]);
    const error = await refusalOf(wrong);
    expect(error.code).toBe('InvalidAuthenticationToken');
    expect(error.innerError['request-id']).toBe(wrong.headers.get('request-id'));
  });
});

describe('two that want the same port', () => {
  it('both open, each at its own', async () => {
    const port = Number(new URL(graph.url).port);
    const log = createLog('silent');
    const other = createLocalGraph({ port, host: '127.0.0.1', log });
    await other.start();
    expect(other.url).not.toBe(graph.url);
    expect((await fetch(`${other.url}/users/delta`)).status).toBe(401);
    await other.stop();
  });
});

describe('a person', () => {
  it('is found by id and by sign-in name, with what nobody filled in as null', async () => {
    put('a', { userPrincipalName: 'A@sample.example', businessPhones: ['+44 7400 123456'] });
    const byId = await (await get(graph, '/users/a')).json();
    const byName = await (await get(graph, '/users/a@sample.example?$select=id,city')).json();

    expect(byId).toMatchObject({
      displayName: 'Person a',
      mail: null,
      businessPhones: ['+44 7400 123456'],
    });
    expect(byName).toMatchObject({ id: 'a', city: null });
  });

  it('asked for by an address that isn’t one is refused, and the next call is answered', async () => {
    put('a');
    expect((await get(graph, '/users/%E0%A4%A')).status).toBe(400);
    expect((await get(graph, '/nothing')).status).toBe(400);
    expect((await get(graph, '/users/a')).status).toBe(200);
  });

  it('who was removed is not there', async () => {
    put('a');
    graph.users.remove(tenantId, 'a');
    const gone = await get(graph, '/users/a');
    expect(gone.status).toBe(404);
    expect((await refusalOf(gone)).code).toBe('Request_ResourceNotFound');
  });
});

describe('groups', () => {
  beforeEach(() => {
    for (const id of ['a', 'b', 'c']) put(id);
    graph.groups.put(tenantId, { id: 'g1', displayName: 'Sales' });
    graph.groups.put(tenantId, { id: 'g2', displayName: 'Sales O’Neill’s' });
    graph.groups.put(tenantId, { id: 'g3', displayName: "Fin'ance" });
    graph.groups.setMembers(tenantId, 'g1', ['a', 'g2']);
    graph.groups.setMembers(tenantId, 'g2', ['b', 'a', 'g1']);
    graph.groups.setOwners(tenantId, 'g1', ['c']);
  });

  const startingWith = (prefix: string) =>
    `/groups?$filter=${encodeURIComponent(`startswith(displayName,'${prefix}')`)}&$select=id,displayName&$top=15`;

  it('are found by the beginning of their name, whatever its case and quotes', async () => {
    const sales = await page(graph, startingWith('sal'));
    const quoted = await page(graph, startingWith("fin''a"));

    expect(sales.value.map(({ id }) => id)).toEqual(['g1', 'g2']);
    expect(quoted.value).toEqual([{ id: 'g3', displayName: "Fin'ance" }]);
  });

  it('are refused with a filter that this stand-in can’t answer, rather than answered wrongly', async () => {
    const refused = await get(graph, "/groups?$filter=displayName eq 'Sales'");
    expect(refused.status).toBe(400);
    expect((await refusalOf(refused)).code).toBe('Request_UnsupportedQuery');
  });

  it('tell their owners and members, groups among them', async () => {
    const owners = await page(graph, '/groups/g1/owners?$select=id');
    const members = await page(graph, '/groups/g1/members?$select=id');

    expect(owners.value).toEqual([{ '@odata.type': '#microsoft.graph.user', id: 'c' }]);
    expect(members.value.map(({ id }) => id)).toEqual(['a', 'g2']);
  });

  it('tell everyone within, page by page, each once, also where groups contain each other', async () => {
    const opening = await page(graph, `${within}?$count=true&$select=id&$top=1`, eventual);
    const next = opening['@odata.nextLink'] ?? '';
    const rest = await page(graph, next, eventual);

    expect([...opening.value, ...rest.value]).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(rest['@odata.nextLink']).toBeUndefined();
    // As Graph refuses it: a type in the path makes it an advanced query, and so does each of its pages.
    for (const [address, headers] of [
      [within, eventual],
      [`${within}?$count=true`, {}],
      [next, {}],
    ] as const) {
      const refused = await get(graph, address, headers);
      expect([refused.status, (await refusalOf(refused)).code]).toEqual([
        400,
        'Request_UnsupportedQuery',
      ]);
    }
  });

  it('lose who was removed from the directory, and are gone when they are deleted', async () => {
    graph.users.remove(tenantId, 'a');
    const { value } = await page(graph, `${within}?$count=true`, eventual);
    graph.groups.remove(tenantId, 'g1');

    expect(value.map(({ id }) => id)).toEqual(['b']);
    expect((await get(graph, '/groups/g1/members')).status).toBe(404);
  });
});

describe('a bad day', () => {
  it('throttles so many calls, saying how long to wait', async () => {
    graph.faults.throttle(2, 7);
    const statuses = [];
    for (let call = 0; call < 3; call += 1) {
      const response = await get(graph, '/users/delta');
      statuses.push([response.status, response.headers.get('retry-after')]);
    }
    expect(statuses).toEqual([
      [429, '7'],
      [429, '7'],
      [200, null],
    ]);
  });

  it('fails so many calls, then is well again', async () => {
    graph.faults.fail(1);
    expect((await get(graph, '/users/delta')).status).toBe(503);
    expect((await get(graph, '/users/delta')).status).toBe(200);
  });

  it('is slow, or never answers, and still stops when told to', async () => {
    graph.faults.slow(80);
    const began = performance.now();
    await get(graph, '/users/delta');
    expect(performance.now() - began).toBeGreaterThan(70);

    graph.faults.reset();
    graph.faults.hang(true);
    const hanging = get(graph, '/users/delta');
    const heard = await Promise.race([
      hanging,
      new Promise((resolve) => setTimeout(() => resolve('nothing'), 100)),
    ]);
    expect(heard).toBe('nothing');
    const rejected = expect(hanging).rejects.toThrow();
    await graph.stop();
    await rejected;
    graph = await startGraph();
  });
});

describe('a restart', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'kept-directory-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('keeps people, groups and delta links, so that a sync goes on where it was', async () => {
    const before = await startGraph({ dataDir });
    before.fill(tenantId, 3);
    before.groups.put(tenantId, { id: 'g1', displayName: 'Sales' });
    const { deltaLink } = await round(before, '/users/delta');
    const [leaver] = before.remove(tenantId, 1);
    await before.stop();

    const after = await startGraph({ dataDir });
    const link = deltaLink.replace(before.url, after.url);
    expect((await round(after, link)).value).toEqual([
      { id: leaver, '@removed': { reason: 'changed' } },
    ]);
    expect((await get(after, '/groups/g1')).status).toBe(200);
    expect(await readdir(dataDir)).toEqual(['local-graph.json']);
    await after.stop();
  });

  it('without a folder forgets, and says so to old links instead of leaving people out', async () => {
    put('a');
    const { deltaLink } = await round(graph, '/users/delta');
    const before = graph.url;
    await graph.stop();
    graph = await startGraph();
    expect((await get(graph, deltaLink.replace(before, graph.url))).status).toBe(410);
  });

  it('begins anew when what was kept is damaged', async () => {
    await writeFile(path.join(dataDir, 'local-graph.json'), '{"tenants": {');
    const after = await startGraph({ dataDir });
    expect((await page(after, '/users/delta')).value).toEqual([]);
    await after.stop();
  });
});

describe('an address that Graph would refuse', () => {
  it.each([
    ['/users/delta?$orderby=displayName', 'Request_UnsupportedQuery'],
    ['/users/delta?$search="displayName:a"', 'Request_UnsupportedQuery'],
    ['/users/delta?$select=id,nickName', 'BadRequest'],
    ['/groups?$select=id,owner', 'BadRequest'],
    ['/groups?$orderby=displayName', 'Request_UnsupportedQuery'],
    ['/groups/g1?$select=id,members', 'BadRequest'],
    ['/groups/g1/owners?$expand=manager', 'Request_UnsupportedQuery'],
  ])('is refused here: %s', async (address, code) => {
    graph.groups.put(tenantId, { id: 'g1', displayName: 'Sales' });
    const answer = await get(graph, address);
    expect([answer.status, (await refusalOf(answer)).code]).toEqual([400, code]);
  });
});
