import { stringify } from 'csv-stringify/sync';
import { sampleHeaders, samplePeople } from '../../scripts/sample-people.ts';
import { builtInAttributes, type BuiltInAttribute } from '../../src/domain/attributes.ts';
import type { NewGraphUser } from '../../emulators/graph/user.ts';

const placeOf = (attribute: BuiltInAttribute) => builtInAttributes.indexOf(attribute);

/**
 * A file of invented people. The same seed gives the same people.
 * @param changed so many of them, evenly picked, have another job title than without
 */
export function sampleFile(rows: number, changed: number, seed: number): string {
  const every = changed === 0 ? Infinity : Math.floor(rows / changed);
  const cells = Array.from(samplePeople({ count: rows, seed }), (row, index) => {
    const isChanged = index % every === 0 && index / every < changed;
    return isChanged ? row.with(placeOf('jobTitle'), 'Somebody Else Now') : row;
  });
  return stringify([sampleHeaders, ...cells], { record_delimiter: 'windows' });
}

/** Invented people as Entra knows them; nobody else's email is theirs. */
export function* sampleUsers(count: number, seed: number): Generator<NewGraphUser> {
  let number = 0;
  for (const row of samplePeople({ count, seed })) {
    number += 1;
    const cell = (attribute: BuiltInAttribute) => row[placeOf(attribute)] ?? '';
    yield {
      id: `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`,
      displayName: cell('displayName'),
      givenName: cell('firstName'),
      surname: cell('lastName'),
      mail: `account.${number}@example.com`,
      mobilePhone: cell('phone'),
      jobTitle: cell('jobTitle'),
      department: cell('department'),
    };
  }
}
