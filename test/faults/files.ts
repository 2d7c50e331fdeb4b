import type { Network } from '../../src/domain/network.ts';
import type { Chance } from './chance.ts';
import type { Row } from './model.ts';

/** London numbers reserved for fiction (Ofcom): a thousand of them, a block for each purpose. */
const phoneOf = (number: number) => `+442079460${String(number).padStart(3, '0')}`;
const block = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, place) => phoneOf(from + place));

export const phones = {
  /** in every admin's files, always for the same network */
  shared: block(0, 200),
  tara: block(200, 400),
  omar: block(400, 600),
  gita: block(600, 800),
  /** of people added by hand, moved and deleted */
  byHand: block(800, 900),
  /** of the last import, after the faults */
  last: block(900, 940),
} as const;

/** A file to send: its text, and the rows expected to count. */
export interface FileToSend {
  /** in each of its new rows, and in no other file */
  readonly tag: string;
  readonly text: string;
  readonly rows: readonly Row[];
  readonly rejected: number;
}

/**
 * @param before rows of the admin's earlier files, some of which are repeated unchanged
 * @param tag in each new row, and nowhere else
 */
export function makeFile(
  chance: Chance,
  own: readonly string[],
  before: ReadonlyMap<string, Row>,
  tag: string,
): FileToSend {
  const rowFor = (phone: string, network?: Network): Row => ({
    phone,
    firstName: chance.pick(['Ada', 'Zoë', 'José', 'Ünal', 'Mai']),
    lastName: `Sample ${phone.slice(-3)}`,
    jobTitle: tag,
    ...(network !== undefined && { network }),
  });
  const known = chance.some([...before.values()], chance.whole(0, 5));
  const knownPhones = new Set(known.map(({ phone }) => phone));
  const mine = chance
    .some(own, chance.whole(5, 16))
    .filter((phone) => !knownPhones.has(phone))
    .map((phone) => rowFor(phone));
  const shared = chance
    .some(phones.shared, chance.pick([0, 4, 8]))
    .map((phone) => rowFor(phone, 'Others'));
  const rows = [...known, ...mine, ...shared];
  const again = chance.some(mine, chance.whole(0, 3));
  const earlier = again.map((row) => ({ ...row, firstName: 'Earlier', jobTitle: 'Earlier' }));
  const wrong = Array.from({ length: chance.whole(0, 3) }, (_, place) => ({
    ...rowFor(`no number ${place}`),
  }));
  return {
    tag,
    text: textOf([...earlier, ...wrong, ...rows]),
    rows,
    rejected: earlier.length + wrong.length,
  };
}

function textOf(rows: readonly Row[]): string {
  const lines = rows.map(({ phone, firstName, lastName, jobTitle, network = '' }) =>
    [phone, firstName, lastName, jobTitle, network].join(','),
  );
  const header = 'Phone number,First name,Last name,Job title,Directory network';
  return `${[header, ...lines].join('\r\n')}\r\n`;
}
