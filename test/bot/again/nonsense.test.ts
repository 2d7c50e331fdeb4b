import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verbs } from '../../../src/cards/card-actions.ts';
import { saidIn, startWorld, type World } from './world.ts';

const long = 'x'.repeat(4_000);
const strangers = 'f'.repeat(32);

/** Data that a foreign client may send in place of a button's. */
const wrongData: readonly [string, (verb: string) => unknown][] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['a text', () => 'x'],
  ['a list', (verb) => [{ v: 1, verb }]],
  ['only its verb', (verb) => ({ v: 1, verb })],
  ['another version', (verb) => ({ v: 99, verb })],
  ['another verb than it says', () => ({ v: 1, verb: 'show-admins' })],
  [
    'lists where texts belong',
    (verb) => ({
      ...{ v: 1, verb, operation: ['x'], person: [strangers], people: 'x', key: [1], group: [] },
      ...{ admin: {}, role: [], schedule: [null], values: 'x', command: ['help'], kind: {} },
      ...{ press: ['x'], network: ['Employee'], phone: [], name: {}, selected: [1], fields: 'x' },
    }),
  ],
  [
    'texts longer than anybody types',
    (verb) => ({
      ...{ v: 1, verb, operation: long, person: long, people: [long], key: long, group: long },
      ...{ admin: long, role: long, schedule: long, command: long, press: long, query: long },
      ...{ name: long, phone: long, firstName: long, type: 'text', values: { phone: long } },
      ...{ network: long, selected: `${long},${long}`, columns: long, since: long },
    }),
  ],
  [
    'ids that lead out of their place',
    (verb) => ({
      ...{ v: 1, verb, operation: '../../x', person: "' or 1 eq 1", people: ['../x'] },
      ...{ key: '/\\#?', group: '..', admin: '/', schedule: '\u0000', kind: 'import' },
      ...{ __proto__: { v: 1 }, constructor: 1, role: 'tenant-admin', member: '..' },
    }),
  ],
  [
    'ids of nobody, rightly shaped',
    (verb) => ({
      ...{ v: 1, verb, operation: '8204352157767-ba0006c9eba6c4ff', kind: 'import' },
      ...{ person: strangers, people: [strangers], network: 'Others', page: 0, trail: [] },
      ...{ admin: 'nobody', role: 'organization-admin', confirmed: true, seen: 'x' },
      ...{ group: 'no-such-group', member: 'nobody', phone: '1', name: 'x', key: 'own_zzzzzzzz' },
      ...{ schedule: '0'.repeat(16), command: 'help' },
    }),
  ],
];

/** Parts of an activity as no client of ours sends them. */
const wrongParts: readonly [string, Record<string, unknown>][] = [
  ['attachments that are no list', { attachments: { contentType: 'text/html' } }],
  ['an attachment that is nothing', { attachments: [null, 1, 'x'] }],
  ['an attachment without its type', { attachments: [{ content: 1 }] }],
  ['entities that are no list', { entities: 'x' }],
  ['an entity that is nothing', { entities: [null, 7] }],
  ['a text that is a list', { text: ['help'] }],
  ['a text that is a number', { text: 7 }],
  ['a value that is a number', { text: undefined, value: 7 }],
  ['a locale that is a number', { locale: 7 }],
  ['a time zone that is a list', { localTimezone: ['x'] }],
  ['a time that is none', { timestamp: 'yesterday' }],
  ['channel data that is a text', { channelData: 'x' }],
  ['an organization that is a number', { channelData: { tenant: { id: 7 } } }],
  ['a kind of chat that is a number', { conversation: { conversationType: 7 } }],
  ['a name that is an object', { from: { id: '29:x', name: {}, aadObjectId: 'x' } }],
  ['an object id that is a number', { from: { id: '29:x', name: 'x', aadObjectId: 7 } }],
  ['an object id that is a list', { from: { id: '29:x', name: 'x', aadObjectId: ['x'] } }],
  ['an id that is an object', { id: {} }],
  ['a reply to an object', { replyToId: {} }],
  ['new members that are nothing', { type: 'conversationUpdate', membersAdded: [null] }],
  ['new members that are no list', { type: 'conversationUpdate', membersAdded: 'x' }],
  ['lost members that are nothing', { type: 'conversationUpdate', membersRemoved: [null] }],
  ['an installation that is a number', { type: 'installationUpdate', action: 7 }],
  ['an invoke without a name', { type: 'invoke', name: undefined, value: null }],
  ['an invoke whose name is a list', { type: 'invoke', name: ['x'], value: [] }],
  ['an action that is a text', { type: 'invoke', name: 'adaptiveCard/action', value: 'x' }],
  [
    'an action of nothing',
    { type: 'invoke', name: 'adaptiveCard/action', value: { action: null } },
  ],
  ['a search for nothing', { type: 'invoke', name: 'application/search', value: null }],
  [
    'a search for a list',
    { type: 'invoke', name: 'application/search', value: { queryText: [], dataset: 'people' } },
  ],
  ['a type that nobody knows', { type: 'no-such-type' }],
];

describe('nonsense from a client', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await world.newPerson();
  });
  afterAll(() => world.stop());

  it.each(wrongData)(
    '%s as a button’s data: a sentence each, and nothing is done',
    async (_what, data) => {
      const before = await world.settled();
      for (const verb of verbs) {
        // It has no data, so nothing is nonsense beside it.
        if (verb === 'export-audit') continue;
        // For a verb without data, this isn't nonsense.
        const sent = data(verb);
        const answer = await world.send(world.tara, { verb, data: sent });
        expect([verb, saidIn(answer)]).toEqual([verb, expect.any(String)]);
      }
      const after = await world.settled();
      // Asking for the reset of a sync that isn't set up, or for an attribute without a name, is answered, too.
      expect(after).toEqual(before);
    },
  );

  it.each(['message', 'invoke'])('verbs that nobody knows, in a %s: a sentence', async (type) => {
    for (const verb of ['', 'toString', '__proto__', 'no-such-verb', long]) {
      const data = { v: 1, verb };
      const activity = world.activityOf(world.tara, { verb, data }, world.newId());
      const message = world.messageOf(world.tara, world.newId(), { value: data });
      const answer = await world.tara.send(type === 'invoke' ? activity : message);
      expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    }
  });

  it.each(wrongParts)('%s: no failure of ours', async (_what, parts) => {
    const before = await world.settled();
    const message = world.messageOf(world.tara, world.newId(), { text: 'help', ...parts });
    for (const conversationType of ['personal', 'channel', 'groupChat']) {
      const conversation = {
        ...(world.messageOf(world.tara, '', {}).conversation as object),
        conversationType,
        ...(parts.conversation as object | undefined),
      };
      const id = typeof message.id === 'string' ? world.newId() : message.id;
      const answer = await world.tara.send({
        ...message,
        id,
        conversation,
      });
      expect(answer).toMatchObject({ kind: 'answered' });
      expect((answer as { status: number }).status).toBeLessThan(500);
    }
    expect(await world.settled()).toEqual(before);
  });
});
