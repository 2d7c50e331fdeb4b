import {
  isKnownBy,
  recognise,
  type MatchKey,
  type MatchOrder,
  type Recognised,
} from '../../domain/match-keys.ts';
import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import type { PersonFields } from '../../domain/person.ts';
import type { MatchIndex, Recognition } from './ports.ts';
import { readPeople } from './read-people.ts';
import { defined } from '../../lib/defined.ts';

export interface RowRecogniser {
  readonly order: MatchOrder;
  readonly index: MatchIndex;
  /** Whether anyone may have the row's email or employee ID. Called for each row that may be new. */
  mayBeKnown(fields: PersonFields, besides?: string): boolean;
  /**
   * The persons of the rows, by email and employee ID, and by the phone's owner if it has one.
   * @returns in the order of the rows
   */
  recognise(
    rows: readonly { readonly fields: PersonFields; readonly owner?: StoredPerson }[],
  ): Promise<readonly Recognised<StoredPerson>[]>;
}

/** Finds people by other keys than the phone, in the directory as it is now. */
export async function createRowRecogniser(
  recognition: Recognition,
  people: Pick<PeopleStore, 'read'>,
  tenant: string,
): Promise<RowRecogniser> {
  const [index, order] = await Promise.all([recognition.index(tenant), recognition.order(tenant)]);

  return {
    order,
    index,
    mayBeKnown(fields, besides) {
      const { email = '', employeeId = '' } = fields;
      const isOther = (id: string) => id !== besides;
      return (
        (email !== '' && index.withEmail(email).some(isOther)) ||
        (employeeId !== '' && index.withEmployeeId(employeeId).some(isOther))
      );
    },
    async recognise(rows) {
      const candidates = rows.map(({ fields }) => candidatesOf(index, fields));
      const there = await readPeople(people, tenant, candidates.flat(2));
      return rows.map(({ fields, owner }, place) => {
        const [withEmail = [], withEmployeeId = []] = candidates[place] ?? [];
        const email = onlyOne(withEmail, there, 'email', fields);
        const employeeId = onlyOne(withEmployeeId, there, 'employeeId', fields);
        const found: Partial<Record<MatchKey, StoredPerson>> = {
          ...(owner !== undefined && { phone: owner }),
          ...defined({ email, employeeId }),
        };
        return recognise({ fields }, found, order);
      });
    },
  };
}

function candidatesOf(index: MatchIndex, { email = '', employeeId = '' }: PersonFields) {
  return [
    email === '' ? [] : index.withEmail(email),
    employeeId === '' ? [] : index.withEmployeeId(employeeId),
  ];
}

/** A value that several people have identifies none of them. A guest's account doesn't prove its email. */
function onlyOne(
  ids: readonly string[],
  there: ReadonlyMap<string, StoredPerson>,
  field: 'email' | 'employeeId',
  fields: PersonFields,
): StoredPerson | undefined {
  const value = fields[field] ?? '';
  const those = ids
    .map((id) => there.get(id))
    .filter(
      (person): person is StoredPerson =>
        person !== undefined && person.deletedAt === undefined && isKnownBy(person, field, value),
    );
  return those.length === 1 ? those[0] : undefined;
}
