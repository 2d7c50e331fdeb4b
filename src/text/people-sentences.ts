import type { FieldChange, Source } from '../domain/person.ts';
import { daysKept } from '../domain/attributes.ts';
import type { BulkChange as Done } from '../domain/operations/bulk-change.ts';
import type { Likeness } from '../domain/likeness.ts';
import type { Format } from './format.ts';
import { phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** Sentences about people: lists, profiles and changes. */
export function peopleSentences(messages: Messages, format: Format) {
  const { directory, find, personHistory, deletion, deleted, erasure, bulk, sources, duplicates } =
    messages;
  return {
    /** How a person came into the directory. */
    source: (source: Source) => sources[source],

    directory: {
      ...directory,
      page: (first: number, last: number, people: number) =>
        first === 1 && last === people
          ? directory.page.all(people)
          : directory.page.part({ first, last, people }),
      filteredBy: {
        ...directory.filteredBy,
        source: (source: Source) => directory.filteredBy.source(phrase(sources[source])),
      },
    },

    find: {
      ...find,
      found: (query: string, people: number, more: boolean) =>
        (more ? find.found.first : find.found.all)({ query, people }),
    },

    deleted: {
      ...deleted,
      kept: deleted.kept(daysKept),
      empty: deleted.empty(daysKept),
      page: (first: number, last: number, people: number) =>
        first === 1 && last === people
          ? deleted.page.all(people)
          : deleted.page.part({ first, last, people }),
    },

    duplicates: {
      ...duplicates,
      page: (first: number, last: number, pairs: number) =>
        first === 1 && last === pairs
          ? duplicates.page.all(pairs)
          : duplicates.page.part({ first, last, pairs }),
      why: ({ level, reasons, doubts }: Likeness) =>
        duplicates.why({
          level: phrase(duplicates.levels[level]),
          reasons: phrase(format.list(reasons.map((reason) => duplicates.reasons[reason]))),
          doubts:
            doubts.length === 0
              ? undefined
              : phrase(format.list(doubts.map((doubt) => duplicates.doubts[doubt]))),
        }),
      mergeIntro: duplicates.mergeIntro(daysKept),
      mergedHow: duplicates.mergedHow(daysKept),
      tooLate: duplicates.tooLate(daysKept),
    },

    erasure,
    me: messages.me,

    personHistory: {
      ...personHistory,
      moved: (before: string, after: string) =>
        before === '' ? personHistory.network(after) : personHistory.moved({ before, after }),
      deletedOrRestored: ({ after }: FieldChange) =>
        after === '' ? personHistory.restored : personHistory.deleted,
      linked: ({ after }: FieldChange) =>
        after === '' ? personHistory.unlinked : personHistory.linked,
    },

    deletion: { ...deletion, restorable: deletion.restorable(daysKept) },

    bulk: {
      ...bulk,
      restorable: bulk.restorable(daysKept),
      /** why a person was left out */
      why: (reason: string, what: Done) => refusal(bulk.refusals, reason, what),
      refused: (name: string, reason: string, what: Done) =>
        bulk.refused({ name, why: phrase(refusal(bulk.refusals, reason, what)) }),
    },
  };
}

/** Why one person was left out of a bulk change. Reasons of a later version get a generic sentence. */
function refusal(refusals: Messages['bulk']['refusals'], reason: string, what: Done): string {
  const known = Object.hasOwn(refusals, reason) ? (reason as keyof typeof refusals) : 'other';
  const words = refusals[known];
  if (typeof words === 'string') return words;
  return what in words ? (words as Readonly<Record<Done, string>>)[what] : refusals.other[what];
}
