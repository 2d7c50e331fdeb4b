import type { StoredPerson } from '../../src/domain/people-store.ts';
import { personIdFromPhone } from '../../src/domain/person-id.ts';
import type { Book } from './book.ts';
import type { Truth } from './truth.ts';
import type { Known } from './who-is-who.ts';
import type { World } from './world.ts';

/** The person whom a second file had with another number is who the admin said they are. */
export function knownPeople({
  world,
  truth,
  book,
}: {
  readonly world: World;
  readonly truth: Truth;
  readonly book: Book;
}): string[] {
  return book.known.flatMap((known) => {
    const id = personIdFromPhone(truth.identitySecret, world.tenant, known.firstPhone);
    const is = truth.people
      .filter(({ fields, deletedAt }) => fields.email === known.email && deletedAt === undefined)
      .map((person) => describe(person, id))
      .toSorted();
    const expected = expectedOf(known).toSorted();
    if (is.join() === expected.join()) return [];
    const what = `${known.answer}${known.isUndone ? ', undone' : ''}`;
    return [`${known.email} (${what}): ${is.join('; ')}, and should be ${expected.join('; ')}`];
  });
}

/** As many changes as were made: none is made twice. */
function describe({ id, fields, history }: StoredPerson, first: string): string {
  const who = id === first ? 'the same' : 'another';
  return `${who}: ${fields.phone ?? ''} ${fields.jobTitle ?? ''}, ${history.length} changes`;
}

function expectedOf({ firstPhone, newPhone, title, answer, isUndone }: Known): string[] {
  const asBefore = `the same: ${firstPhone} ${title.first}`;
  // Without a number, nothing was asked.
  const isUpdated = answer === 'update' || newPhone === undefined;
  if (isUpdated && isUndone) return [`${asBefore}, 2 changes`];
  if (isUpdated) return [`the same: ${newPhone ?? firstPhone} ${title.second}, 1 changes`];
  const added = answer === 'add' && !isUndone;
  return [
    `${asBefore}, 0 changes`,
    ...(added ? [`another: ${newPhone} ${title.second}, 0 changes`] : []),
  ];
}
