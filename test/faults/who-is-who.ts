import type { Operation } from '../../src/domain/operations/operation.ts';
import {
  allOperations,
  pressUntil,
  pressVerb,
  readOperation,
  until,
  untilEnded,
} from './admins.ts';
import type { About } from './about.ts';
import { chanceOf } from './chance.ts';
import type { FileToSend } from './files.ts';

/** The admin's answer about rows that have somebody's email and another number. */
type Answer = 'update' | 'add' | 'skip';

/** One who was imported with an email and an employee ID, and what a second file did to them. */
export interface Known {
  readonly firstPhone: string;
  readonly email: string;
  readonly title: { readonly first: string; readonly second: string };
  /** of the second file; absent: its row had none, and found its person without a question */
  readonly newPhone?: string;
  readonly answer: Answer;
  /** the second import was undone */
  readonly isUndone: boolean;
}

/** Sends a file until it has become an import. */
export type Send = (about: About, file: FileToSend) => Promise<Operation>;

const perStep = 6;
const stepsOfAnAdmin = 3;

/** Numbers that America reserves for fiction, apart from those of the sample people. */
const numbers = Array.from(
  { length: perStep * stepsOfAnAdmin * 3 },
  (_, place) => `+120255501${String(place + 20)}`,
);

function stepOf({ key, place }: About): number {
  return ['tara', 'omar', 'gita'].indexOf(key) * stepsOfAnAdmin + place;
}

/** Each step has numbers of its own. */
export function numbersOfStep(about: About): readonly string[] {
  const from = stepOf(about) * perStep;
  return numbers.slice(from, from + perStep);
}

export function isOfKnown(phone: string): boolean {
  return numbers.includes(phone);
}

/** Of the steps by hand, every third does this instead. */
export function asksWhoIsWho({ world, key, place }: About): boolean {
  return chanceOf(world.seed, 'who is who', key, place).yes(0.34);
}

interface Sent {
  readonly phone: string;
  readonly email: string;
  readonly employeeId: string;
}

/**
 * People are imported by number, email and employee ID. A second file has some of them with other numbers, so that the
 * preview asks whether they are the same; the answer counts, and may be undone.
 */
export async function askWhoIsWho(about: About, send: Send): Promise<void> {
  const { book, chance, place, world } = about;
  const step = stepOf(about);
  const [one = '', two = '', three = '', newOne = '', newTwo = ''] = numbersOfStep(about);
  const answer = chance.pick<Answer>(['update', 'update', 'add', 'skip']);
  const undoes = chance.yes(0.4);
  const [first, second] = [`before ${world.seed}-${step}`, `after ${world.seed}-${step}`];
  const sent = (phone: string, number: number): Sent => ({
    phone,
    email: `known.${step}.${number}@sample.example`,
    employeeId: `K-${step}-${number}`,
  });

  const known = [one, two, three].map(sent);
  const begun = await imported(about, await send(about, fileOf(first, known)), {});
  if (begun.state !== 'completed') return;
  // The same people: by email and ID, by email alone, and without a number.
  const again = [sent(newOne, 0), { ...sent(newTwo, 1), employeeId: '' }, sent('', 2)];
  const arrived = await send({ ...about, place: place + 100 }, fileOf(second, again));
  const done = await imported(about, arrived, { likely: answer });
  if (done.state !== 'completed') return;
  if (undoes && (await undone(about, done)).state !== 'completed') return;
  for (const [number, { phone, email }] of known.entries()) {
    const newPhone = [newOne, newTwo][number];
    book.known.push({
      ...{ firstPhone: phone, email, title: { first, second }, answer, isUndone: undoes },
      ...(newPhone !== undefined && { newPhone }),
    });
  }
}

function fileOf(title: string, people: readonly Sent[]): FileToSend {
  const lines = people.map(({ phone, email, employeeId }, number) =>
    [phone, 'Ken', `Known ${number}`, email, employeeId, title].join(','),
  );
  const header = 'Phone number,First name,Last name,Email,Employee ID,Job title';
  const text = `${[header, ...lines].join('\r\n')}\r\n`;
  return { tag: title, text, rows: [], rejected: 0, isOfItsOwn: true };
}

/** @returns the import, once it has ended */
export async function imported(
  { world, key }: About,
  arrived: Operation,
  answers: Readonly<Record<string, string>>,
  chosen: Readonly<Record<string, string>> = {},
): Promise<Operation> {
  const who = world.admins[key];
  const { id: operation } = arrived;
  const planned = await until(`the preview of ${arrived.fileName}`, async () => {
    const latest = await readOperation(world, arrived);
    if (latest?.state === 'choosing')
      await pressVerb(who, 'choose-network', { operation, network: 'Others', ...chosen })();
    const isPlanned = latest !== undefined && !['choosing', 'planning'].includes(latest.state);
    return isPlanned ? latest : undefined;
  });
  if (planned.state !== 'preview') return planned;
  const confirm = pressVerb(who, 'start-import', { operation, ...answers, sure: true });
  await pressUntil(confirm, `confirming ${arrived.fileName}`, async () => {
    const latest = await readOperation(world, arrived);
    return latest?.state === 'preview' ? undefined : latest;
  });
  return untilEnded(world, arrived);
}

/** @returns the undo, once it has ended */
async function undone({ world, key }: About, of: Operation): Promise<Operation> {
  const press = pressVerb(world.admins[key], 'undo-import', { operation: of.id, confirmed: true });
  const asked = await pressUntil(press, `undoing ${of.fileName}`, async () =>
    (await allOperations(world, 'import')).find(({ undo }) => undo?.of === of.id),
  );
  return untilEnded(world, asked);
}
