import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import type { Mentions } from './mentions.ts';
import type { PlanFindings } from './plan-findings.ts';
import type { PlannedRow } from './plan-line.ts';
import { readPeople } from './read-people.ts';
import type { PhoneReading } from './reading/row.ts';

/** A checked row whose phone number can be read in another way. */
export type RowOfTwoReadings = Omit<PlannedRow, 'id'> & { readonly reading: PhoneReading };

interface Settling {
  readonly people: Pick<PeopleStore, 'read'>;
  readonly tenant: string;
  readonly findings: Pick<PlanFindings, 'readNumber'>;
  /** of a file of everyone */
  readonly mentions: Mentions | undefined;
  readonly idOf: (phone: string) => string;
  /** Adds a row to those of the person's shard. */
  readonly keep: (row: PlannedRow) => void | Promise<void>;
}

/**
 * Decides how numbers are read that neither their cell nor their column decides: the reading of somebody who is
 * in the directory. Where that is neither or both, the row keeps its reading, and the preview says which.
 */
export async function settleReadings(
  batches: AsyncIterable<readonly RowOfTwoReadings[]>,
  { people, tenant, findings, mentions, idOf, keep }: Settling,
): Promise<void> {
  for await (const rows of batches) {
    const phones = rows.flatMap(({ fields, reading }) => [fields.phone ?? '', reading.other]);
    const there = await readPeople(people, tenant, phones.map(idOf));
    const isHere = (phone: string) => has(there.get(idOf(phone)), phone);
    for (const { reading, ...row } of rows) {
      const { phone = '' } = row.fields;
      const { as, other } = reading;
      const isOther = isHere(other) && !isHere(phone);
      if (isHere(other) === isHere(phone)) {
        const sent = (as === 'international' ? phone : other).slice(1);
        findings.readNumber(as, { sent, phone });
        mentions?.ofFields({ phone: other });
      }
      const fields = isOther ? { ...row.fields, phone: other } : row.fields;
      await keep({ ...row, fields, id: idOf(isOther ? other : phone) });
    }
    await mentions?.flush();
  }
}

function has(person: StoredPerson | undefined, phone: string): boolean {
  return person?.fields.phone === phone && person.deletedAt === undefined;
}
