import type { CountryCode } from '../../domain/phone.ts';
import { readPhoneCell } from '../../domain/phone-cell.ts';
import type { PersonFields } from '../../domain/person.ts';
import { unguardCell } from '../../lib/spreadsheets/cell-guard.ts';
import type { MatchIndex } from './ports.ts';
import type { SpillFiles } from './spill-files.ts';

/**
 * People that the file may be about besides the people whose numbers stand in its rows. Of a row that can't be used, or isn't certain,
 * that is everybody whom any key names that can be read of it. Nobody of them may be taken for missing from the file. Kept on
 * the disk, since in the worst case every row is one of those.
 */
export interface Mentions {
  /** Of a row of which nothing is certain, not even which cell is what. */
  ofCells(cells: readonly string[]): void;
  ofFields(fields: PersonFields): void;
  /** Of a row that is certain, though its number is another. */
  ofPerson(id: string): void;
  /** Writes what was noted since the last time. */
  flush(): Promise<void>;
  /** Ids of the people whose ids begin so: true where it is certain that they are in the file. */
  inRange(range: string): Promise<ReadonlyMap<string, boolean>>;
}

interface Mention {
  readonly id: string;
  readonly isCertain?: true;
}

export interface MentionsDeps {
  readonly spill: SpillFiles;
  /** undefined: people are known by phone alone */
  readonly index: MatchIndex | undefined;
  readonly defaultCountry: CountryCode | undefined;
  readonly idOf: (phone: string) => string;
  readonly partitionOf: (id: string) => string;
}

const partitionIn = (range: string) => `mentioned-${range}`;

/** A row may have a million cells, or a cell a million letters: a key is short, and stands among the first columns. */
const mostCells = 100;
const longestKey = 100;
const mayBePhone = /(?:\d\D{0,3}){7}/;

export function createMentions(deps: MentionsDeps): Mentions {
  const { spill, index, defaultCountry, idOf, partitionOf } = deps;
  let noted: Mention[] = [];
  const maybe = (ids: readonly string[] = []) => {
    for (const id of ids) noted.push({ id });
  };

  function ofText(text: string): void {
    if (text === '' || text.length > longestKey) return;
    if (text.includes('@')) {
      for (const part of text.split(/[\s,;:<>()"]+/u)) maybe(index?.withEmail(part));
      return;
    }
    maybe(index?.withEmployeeId(text));
    if (!mayBePhone.test(text)) return;
    const read = readPhoneCell(text, defaultCountry);
    if (!('phone' in read)) return;
    maybe([idOf(read.phone)]);
    if (read.other !== undefined) maybe([idOf(read.other)]);
  }

  return {
    ofCells(cells) {
      for (const cell of cells.slice(0, mostCells)) ofText(unguardCell(cell).trim());
    },
    ofFields({ phone = '', email = '', employeeId = '' }) {
      if (phone !== '') maybe([idOf(phone)]);
      if (email !== '') maybe(index?.withEmail(email));
      if (employeeId !== '') maybe(index?.withEmployeeId(employeeId));
    },
    ofPerson(id) {
      noted.push({ id, isCertain: true });
    },
    async flush() {
      const mentions = noted;
      noted = [];
      for (const mention of mentions)
        await spill.add(partitionIn(partitionOf(mention.id)), mention);
    },
    async inRange(range) {
      const ids = new Map<string, boolean>();
      for await (const mentions of spill.read<Mention>(partitionIn(range))) {
        for (const { id, isCertain } of mentions) {
          ids.set(id, isCertain === true || ids.get(id) === true);
        }
      }
      return ids;
    },
  };
}
