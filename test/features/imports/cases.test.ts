import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isOwnKey, type AttributeType, type OwnKey } from '../../../src/domain/attributes.ts';
import { isEnded, type Operation } from '../../../src/domain/operations/operation.ts';
import type { Person } from '../../../src/domain/person.ts';
import { shards } from '../../../src/domain/person-id.ts';
import { samplePeople } from '../../../emulators/teams/people.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { forEachConcurrent } from '../../../src/lib/concurrency.ts';
import { cardOf, type PresentedMessage } from '../../../emulators/teams/presented.ts';
import { actionsOf, inputsOf, textOf } from '../../support/card-reading.ts';
import { startRollcall, type TestRollcall } from '../../support/rollcall.ts';
import { openTestStorage } from '../../support/storage.ts';
import { createTeamsClient, type SeenCard, type TeamsClient } from '../../support/teams-client.ts';

/*
 * Files as admins have them, sent to the real bot: what an admin would want of each stands in cases/cases.json. Each is sent to an
 * organization of its own.
 */

type Value = string | number | readonly (string | number)[];

interface ExpectedPerson {
  readonly phone: string;
  readonly orTold?: string;
  readonly in?: boolean;
  readonly name?: string;
  readonly own?: Readonly<Record<string, Value>>;
  readonly [attribute: string]: unknown;
}

interface Expected {
  readonly added?: number;
  readonly updated?: number;
  readonly unchanged?: number;
  readonly rejected?: number;
  readonly leftOut?: number;
  readonly people?: readonly ExpectedPerson[];
  readonly onlyPhones?: boolean;
  readonly never?: readonly string[];
  readonly says?: string;
  readonly notSays?: string;
  readonly failedSays?: string;
  readonly asks?: string;
}

interface Case {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly want: string;
  readonly country?: string;
  readonly before?: readonly string[];
  readonly attributes?: readonly (readonly [string, AttributeType])[];
  readonly expect: Expected | readonly Expected[];
  readonly answer?: {
    readonly columns?: Readonly<Record<string, number>>;
    readonly encoding?: readonly string[];
    readonly sample?: string;
  };
}

interface Outcome {
  /** the text of the chat, and the error log */
  readonly said: string;
  readonly asked: readonly string[];
  readonly operation: Operation;
  readonly people: readonly Person[];
  readonly own: ReadonlyMap<string, OwnKey>;
}

const folder = new URL('cases/', import.meta.url);
const fileOf = (name: string): Buffer => readFileSync(new URL(name, folder));
const cases = JSON.parse(fileOf('cases.json').toString()) as readonly Case[];
const tenantOf = (index: number) =>
  `00000000-0000-4000-8000-0000000c${String(index).padStart(4, '0')}`;

const tara = samplePeople.find(({ key }) => key === 'tara');
if (tara === undefined) throw new Error('nobody to send the files');
const people = cases.map((_, index) => ({
  ...tara,
  key: `case-${index}`,
  tenantId: tenantOf(index),
}));

let rollcall: TestRollcall;
let storage: Storage;
const outcomes = new Map<string, Outcome | Error>();

beforeAll(async () => {
  ({ storage } = await openTestStorage());
  const { organizations } = storage;
  const countryOf = (tenant: string) =>
    cases.find((_, index) => tenantOf(index) === tenant)?.country ?? 'IN';
  const withCountry: Storage = {
    ...storage,
    organizations: {
      ...organizations,
      facts: async (tenant) => ({
        ...(await organizations.facts(tenant)),
        defaultCountry: countryOf(tenant),
      }),
    },
  };
  rollcall = await startRollcall({ storage: withCountry, teams: { people } });
  await forEachConcurrent([...cases.entries()], 8, async ([index, each]) => {
    outcomes.set(each.id, await outcomeOf(index, each).catch((error: unknown) => error as Error));
  });
});

afterAll(() => rollcall.stop());

async function outcomeOf(index: number, each: Case): Promise<Outcome> {
  const person = people[index];
  if (person === undefined) throw new Error('nobody');
  const client = createTeamsClient({ teams: rollcall.teams.teams, person });
  const tenant = tenantOf(index);
  await storage.roles.give(tenant, person.aadObjectId, 'tenant-admin');
  const own = new Map<string, OwnKey>();
  for (const [at, [name, type]] of (each.attributes ?? []).entries()) {
    const key: OwnKey = `own_case${at}`;
    own.set(name, key);
    const attribute = { key, name, type, required: false, visibleTo: 'all' } as const;
    const { version } = await storage.attributes.all(tenant);
    const by = { id: person.aadObjectId, name: person.name };
    await storage.attributes.change(
      tenant,
      version,
      { put: [attribute] },
      {
        ...{
          id: `00000000000000a${at}`,
          at: new Date().toISOString(),
          by,
          from: 'chat',
          changes: [],
        },
        ...{ what: 'attribute-added', subject: { type: 'attribute', id: key } },
      },
    );
  }
  for (const before of each.before ?? []) await send(client, tenant, before, fileOf(before), each);
  const { asked, operation } = await send(client, tenant, each.name, fileOf(each.file), each);
  const said = client
    .fromBot('start')
    .map((message) => JSON.stringify([message.text, message.attachments]))
    .join('\n');
  const stored: Person[] = [];
  for (const shard of shards)
    for await (const page of storage.people.scan(tenant, shard)) stored.push(...page);
  return { said: `${said}\n${await logOf(operation)}`, asked, operation, people: stored, own };
}

async function logOf({ errorLog }: Operation): Promise<string> {
  if (errorLog === undefined) return '';
  const chunks: Buffer[] = [];
  for await (const chunk of storage.files.open(errorLog)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const ended = /Completed|Failed|Cancelled/;

/** Sends a file, answers what is asked, and imports it. */
async function send(
  client: TeamsClient,
  tenant: string,
  name: string,
  bytes: Buffer,
  { answer }: Pick<Case, 'answer'>,
): Promise<{ readonly asked: readonly string[]; readonly operation: Operation }> {
  const asked: string[] = [];
  await client.say('import employees');
  await client.sendFile(name, bytes);
  for (let step = 0; step < 6; step += 1) {
    await client.waitForMessage((message) => isAnswer(message, name));
    const card = client.cards('action').findLast((seen) => isAbout(seen, name));
    // A file refused at once has a sentence.
    if (card === undefined) break;
    if (isDecided(card)) {
      if (!card.titles.includes('Import')) break;
      await client.press(card, 'Import');
      await client.waitForCard((seen) => seen.text.includes(name) && ended.test(seen.text));
      break;
    }
    asked.push(inputsOf(card.json).has('encoding') ? 'encoding' : 'columns');
    await client.press(card, 'Continue', answersTo(card, answer));
  }
  const { operations } = await storage.operations.page(tenant, 'import', 1);
  const [operation] = operations;
  if (operation === undefined) return { asked, operation: refused };
  return { asked, operation };
}

/** A file that was refused at once has no record. */
const refused = {
  state: 'failed',
  counts: { added: 0, updated: 0, unchanged: 0, rejected: 0 },
} as Operation;

function isAnswer(message: PresentedMessage, name: string): boolean {
  const json = cardOf(message);
  if (json === undefined) return (message.text ?? '') !== '';
  const [titles, text] = [actionsOf(json).map(({ title }) => title), textOf(json)];
  const seen = { message, json, titles, text };
  return isAbout(seen, name);
}

/** The notice of an earlier file may come in between. */
function isAbout(seen: SeenCard, name: string): boolean {
  return seen.text.includes(name) && (isDecided(seen) || isQuestion(seen));
}

function isDecided({ titles, text }: SeenCard): boolean {
  return titles.includes('Import') || ended.test(text);
}

function isQuestion({ titles, json }: SeenCard): boolean {
  const ids = [...inputsOf(json).keys()];
  return titles.includes('Continue') && ids.some((id) => id === 'encoding' || /^[cd]\d+$/.test(id));
}

function answersTo(card: SeenCard, answer: Case['answer'] = {}): Record<string, string> {
  const inputs = inputsOf(card.json);
  if (inputs.has('encoding')) {
    const choices = inputs.get('encoding')?.choices ?? [];
    const right = choices.find(({ title }) => title.includes(answer.sample ?? '\0'));
    return right === undefined ? {} : { encoding: right.value };
  }
  return Object.fromEntries(
    Object.entries(answer.columns ?? {}).map(([attribute, column]) => [`c${column}`, attribute]),
  );
}

/** The expectations that aren't met. */
function against(expected: Expected, outcome: Outcome): string[] {
  const { operation, said, asked } = outcome;
  const wrong: string[] = [];
  const counts = operation.planned ?? operation.counts;
  for (const count of ['added', 'updated', 'unchanged', 'rejected', 'leftOut'] as const) {
    const wanted = expected[count];
    if (wanted !== undefined && (counts[count] ?? 0) !== wanted)
      wrong.push(`${count}: ${counts[count] ?? 0}, not ${wanted}`);
  }
  for (const person of expected.people ?? []) wrong.push(...againstPerson(person, outcome));
  if (expected.onlyPhones === true) {
    const phones = new Set(expected.people?.map(({ phone }) => phone));
    for (const { fields } of outcome.people)
      if (fields.phone !== undefined && !phones.has(fields.phone))
        wrong.push(`also ${fields.phone}`);
  }
  const values = outcome.people.flatMap(({ fields }) => Object.values(fields)).map(String);
  for (const never of expected.never ?? [])
    if (values.some((value) => value.includes(never))) wrong.push(`stored: ${never}`);
  if (expected.says !== undefined && !new RegExp(expected.says, 'iu').test(said))
    wrong.push(`nothing says ${expected.says}`);
  if (expected.notSays !== undefined && new RegExp(expected.notSays, 'iu').test(said))
    wrong.push(`says ${expected.notSays}`);
  if (expected.failedSays !== undefined) {
    if (expected.people === undefined && outcome.people.length > 0)
      wrong.push('somebody is stored');
    if (!new RegExp(expected.failedSays, 'iu').test(said))
      wrong.push(`doesn’t say ${expected.failedSays}`);
  }
  if (expected.asks !== undefined && !asked.includes(expected.asks))
    wrong.push(`no question: ${expected.asks}`);
  return wrong;
}

function againstPerson(expected: ExpectedPerson, { people: stored, said, own }: Outcome): string[] {
  const { phone, orTold, in: mustBeIn, name, own: ownValues = {}, ...values } = expected;
  const isTold = orTold !== undefined && said.includes(JSON.stringify(orTold).slice(1, -1));
  const found = stored.find(({ fields }) => fields.phone === phone)?.fields;
  if (found === undefined) return isTold && mustBeIn !== true ? [] : [`nobody has ${phone}`];
  const wrong: string[] = [];
  const check = (what: string, got = '', wanted: unknown) => {
    const right = (Array.isArray(wanted) ? wanted : [wanted]).map(String);
    if (right.includes(got) || (got === '' && isTold)) return;
    wrong.push(`${phone}: ${what} is ${got}, not ${right.join(' or ')}`);
  };
  for (const [attribute, wanted] of Object.entries(values))
    check(attribute, (found as Record<string, string>)[attribute], wanted);
  for (const [attribute, wanted] of Object.entries(ownValues)) {
    const key = own.get(attribute);
    check(attribute, key !== undefined && isOwnKey(key) ? found[key] : '', wanted);
  }
  if (name !== undefined)
    check(
      'name',
      found.displayName ?? [found.firstName, found.lastName].filter(Boolean).join(' '),
      name,
    );
  return wrong;
}

describe('a file as an admin has it comes in as they would want', () => {
  it.each(cases.map(({ id }) => id))('%s', (id) => {
    const outcome = outcomes.get(id);
    const each = cases.find((one) => one.id === id);
    if (outcome instanceof Error) throw outcome;
    if (outcome === undefined || each === undefined) throw new Error('it was never sent');
    const alternatives = (Array.isArray(each.expect) ? each.expect : [each.expect]) as Expected[];
    const wrong = alternatives.map((expected) => against(expected, outcome));
    const isRight = wrong.some((reasons) => reasons.length === 0);
    expect([each.want, isRight ? [] : wrong]).toEqual([each.want, []]);
  });

  it('and each ends, or is refused at once', () => {
    const open = [...outcomes].filter(
      ([, one]) => !(one instanceof Error) && !isEnded(one.operation.state),
    );
    expect(open.map(([id]) => id)).toEqual([]);
  });
});
