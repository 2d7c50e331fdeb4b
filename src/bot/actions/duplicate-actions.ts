import {
  mergedCard,
  mergeNotUndoneCard,
  mergeUndoneCard,
  type NotUndoneCardInput,
} from '../../cards/merge-outcome-card.ts';
import { shownName } from '../../cards/duplicates-card.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { may } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import { showDuplicates, showMerge } from '../screens/duplicates.ts';
import { personOf } from '../screens/profile.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';

const longestName = 60;

export const showDuplicatesAction: Action<'show-duplicates'> = {
  run: (turn, { page }, services) => showDuplicates(services, turn, { page }),
};

export const showApart: Action<'show-apart'> = {
  run: (turn, { page }, services) => showDuplicates(services, turn, { page, of: 'apart' }),
};

export const showAgain: Action<'show-again'> = {
  async run(turn, { people, page }, services) {
    const { tenant, actor } = turn.caller;
    const both = await services.duplicates.showAgain(tenant, actor, people);
    if (both === undefined) throw new AppError('person-gone');
    const notice = turn.text.duplicates.shownAgain(namesOf(turn, both));
    await showDuplicates(services, turn, { page, of: 'apart', notice });
    return { verb: 'show-apart', page };
  },
};

function namesOf({ text }: Turn, people: readonly [StoredPerson, StoredPerson]) {
  const [one, other] = people;
  return { one: shownName(text, one, longestName), other: shownName(text, other, longestName) };
}

export const comparePeople: Action<'compare-people'> = {
  run: (turn, { people }, services) => showMerge(services, turn, people),
};

export const mergePeople: Action<'merge-people'> = {
  async run(turn, { people, seen, stays, picks }, services) {
    const [one, other] = people;
    const goes = stays === one ? other : one;
    // A client that left the choice out, or an altered card: asked again, with what was chosen.
    if (stays === undefined || (stays !== one && stays !== other)) {
      await showMerge(services, turn, people, { picks });
      return undefined;
    }
    const { tenant, actor } = turn.caller;
    const outcome = await services.merges.merge(tenant, actor, {
      ...{ stays, goes, picks },
      seen: { [one]: seen[0], [other]: seen[1] },
      mayMove: may(turn.caller, 'move-people'),
    });
    if ('gone' in outcome) throw new AppError('person-gone');
    const words = turn.text.duplicates;
    if ('changedMeanwhile' in outcome) {
      await showMerge(services, turn, people, { stays, picks, warning: words.changed });
      return undefined;
    }
    if ('refused' in outcome) {
      const warning = words.refusals[outcome.refused];
      await showMerge(services, turn, people, { picks, warning });
      return undefined;
    }
    await turn.answer(mergedCard(turn.text, outcome.merged, goes));
    return { verb: 'show-person', person: stays };
  },
};

export const undoMerge: Action<'undo-merge'> = {
  async run(turn, { stays, goes }, services) {
    const { tenant, actor } = turn.caller;
    const outcome = await services.merges.undo(tenant, actor, goes, stays);
    if ('gone' in outcome) throw new AppError('person-gone');
    if ('undone' in outcome) {
      await turn.answer(mergeUndoneCard(turn.text, outcome.undone));
      return { verb: 'show-duplicates', page: 0 };
    }
    await turn.answer(
      mergeNotUndoneCard({
        text: turn.text,
        attributes: await services.organizations.attributes(tenant),
        ...(await whyNotUndone(services, turn, stays, outcome)),
      }),
    );
    return undefined;
  },
};

type NotUndone = Exclude<
  Awaited<ReturnType<BotServices['merges']['undo']>>,
  { readonly undone: unknown } | { readonly gone: true }
>;

async function whyNotUndone(
  services: BotServices,
  turn: Turn,
  stays: string,
  outcome: NotUndone,
): Promise<Pick<NotUndoneCardInput, 'sentence' | 'person' | 'since'>> {
  const words = turn.text.duplicates;
  if ('tooLate' in outcome) return { sentence: words.tooLate, person: stays };
  if ('taken' in outcome) {
    const { taken } = outcome;
    const name = shownName(turn.text, taken, longestName);
    return { sentence: words.takenSince(name), person: taken.id };
  }
  const person = await personOf(services, turn, stays);
  return person.deletedAt !== undefined
    ? { sentence: words.deletedSince, person: stays }
    : {
        sentence: words.changedSince(shownName(turn.text, person, longestName)),
        person: stays,
        since: outcome.changedSince,
      };
}

export const notSame: Action<'not-same'> = {
  async run(turn, { people, page }, services) {
    const { tenant, actor } = turn.caller;
    const apart = await services.duplicates.keepApart(tenant, actor, people);
    if (apart === undefined) throw new AppError('person-gone');
    const notice = turn.text.duplicates.apart(namesOf(turn, apart));
    await showDuplicates(services, turn, { page, notice });
    return { verb: 'show-duplicates', page };
  },
};
