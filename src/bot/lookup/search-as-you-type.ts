import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { packGroup } from '../../cards/card-inputs.ts';
import { fieldChoices } from '../../cards/sync-mapping-card.ts';
import { searchDoors } from '../../domain/doors.ts';
import { phonesToRead } from '../../domain/phone.ts';
import { may } from '../../domain/roles.ts';
import { sideBySide } from '../../text/bidi.ts';
import { textFor } from '../../text/text.ts';
import type { Caller } from '../caller.ts';
import { searchPeople } from '../search-people.ts';
import type { BotServices } from '../services.ts';

/** The suggestions of a search-as-you-type field; the client shows at most 15. */
export interface SearchAnswer {
  readonly statusCode: 200;
  readonly type: 'application/vnd.microsoft.search.searchResponse';
  readonly value: {
    readonly results: readonly { readonly title: string; readonly value: string }[];
  };
}

const maxShown = 15;
/** The datasets that can be searched, by the names that cards use. */
const datasets = Object.keys(searchDoors) as (keyof typeof searchDoors)[];
const request = z.object({
  queryText: z.string().max(200).catch(''),
  dataset: z.enum(datasets),
});

/**
 * Answers search-as-you-type. Callers who may not see people get no results, as everywhere else. An empty query
 * has an empty answer, since clients ask as soon as the field is focused.
 */
export async function search(
  activity: Activity,
  caller: Caller,
  services: BotServices,
): Promise<SearchAnswer> {
  const asked = request.safeParse(activity.value);
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: asked.success ? await results(asked.data, caller, services) : [] },
  };
}

export const noResults: SearchAnswer = {
  statusCode: 200,
  type: 'application/vnd.microsoft.search.searchResponse',
  value: { results: [] },
};

async function results(
  { dataset, queryText }: z.infer<typeof request>,
  caller: Caller,
  services: BotServices,
): Promise<SearchAnswer['value']['results']> {
  const { tenant, locale } = caller;
  const { chats, entraGroups } = services;
  if (!may(caller, searchDoors[dataset].right)) return [];
  if (dataset === 'people' && queryText.trim() !== '') {
    const { entries } = await searchPeople(services, caller, queryText, maxShown);
    return entries.map(({ id, name, phone }) => ({
      title: phonesToRead(sideBySide([name, phone])),
      value: id,
    }));
  }
  if (dataset === 'colleagues') {
    const found = await chats.colleagues(tenant, queryText, maxShown);
    return found.map(({ person, name }) => ({ title: name, value: person }));
  }
  if (dataset === 'entra-groups' && queryText.trim() !== '') {
    const found = await entraGroups.find(tenant, queryText.trim());
    return found
      .slice(0, maxShown)
      .map((group) => ({ title: group.name, value: packGroup(group) }));
  }
  if (dataset === 'entra-fields') {
    return fieldChoices(textFor(locale), queryText).slice(0, maxShown);
  }
  return [];
}
