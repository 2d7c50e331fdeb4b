import { changeAllCard } from '../../cards/change-all-card.ts';
import type { CardAction } from '../../cards/card-actions.ts';
import { sharedAttributes, type AttributeDefinition } from '../../domain/attributes.ts';
import { may } from '../../domain/roles.ts';
import { parseOwnValue } from '../../domain/own-values.ts';
import { isOfForeignAccount } from '../../domain/person.ts';
import { parseValue } from '../../domain/values.ts';
import { clearing, listFile, type PersonKeys } from '../../features/imports/list-file.ts';
import type { Filter } from '../../features/search/directory-view.ts';
import { defined } from '../../lib/defined.ts';
import { textFor } from '../../text/text.ts';
import { mustHave } from '../caller.ts';
import { filterOf, filtersIn } from '../list-filter.ts';
import { seenOf, selectionOf } from '../selection.ts';
import { nameOfOperation, showDirectory } from '../screens/directory.ts';
import { showOperation } from '../screens/operation.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';
import { mustBeChosen } from './chosen.ts';

type ChangeAll = Extract<CardAction, { verb: 'change-all' }>;
type Change = NonNullable<ChangeAll['change']>;

/** A change that can be made: what the file of it is called, and its column. */
interface Wanted {
  readonly change: Change;
  readonly name: string;
  readonly column?: { readonly name: string; readonly value: string };
}

/**
 * Changes everyone in a list. The list becomes the file of an import, which is previewed, stopped if it changes much,
 * shows its progress, and can be undone.
 */
export const changeAll: Action<'change-all'> = {
  async run(turn, data, services) {
    const { tenant } = turn.caller;
    const attributes = await services.organizations.attributes(tenant);
    const list = await listOf(services, turn, data, attributes);
    if (list === undefined) return;
    const wanted = wantedFrom(turn, data, attributes);
    if (typeof wanted === 'string') {
      return ask(services, turn, data, { list, attributes, problem: wanted });
    }
    if (wanted === undefined) return ask(services, turn, data, { list, attributes });
    mustHave(turn.caller, 'import');
    if (wanted.change === 'move') mustHave(turn.caller, 'move-people');
    if (wanted.change === 'delete') mustHave(turn.caller, 'delete-people');
    await receive(services, turn, data, list, wanted);
  },
};

/** The people it is about: everyone who matches, or those who are ticked. */
interface List {
  readonly filter: Filter;
  readonly selected?: readonly string[];
}

/** @returns undefined: another card has changed who is ticked, and it is shown */
async function listOf(
  services: BotServices,
  turn: Turn,
  data: ChangeAll,
  attributes: readonly AttributeDefinition[],
): Promise<List | undefined> {
  const { network, selected } = data;
  const { timeZone } = turn.caller;
  if (selected !== true) {
    return { filter: filterOf(network, filtersIn(data), attributes, timeZone) };
  }
  const selection = await selectionOf(services, turn, data);
  if (selection.problem === undefined) {
    mustBeChosen(selection.people, undefined);
    return { filter: { network }, selected: selection.people };
  }
  await showDirectory(services, turn, { network }, selection);
  return undefined;
}

/** Everyone in the list, as a file needs them. People who have left the network since aren't in this list any more. */
async function* everyoneOf(
  { directory, people }: BotServices,
  tenant: string,
  { filter, selected }: List,
): AsyncGenerator<readonly PersonKeys[]> {
  if (selected === undefined) {
    yield* directory.everyone(tenant, filter);
    return;
  }
  const found = await Promise.all(selected.map((id) => people.get(tenant, id)));
  yield found.flatMap((person) => {
    if (person?.network !== filter.network || person.deletedAt !== undefined) return [];
    const { phone = '', email = '', employeeId = '' } = person.fields;
    // A guest's email isn't proven. In a file, it would match anyone else who has the same email.
    return [{ phone, email: isOfForeignAccount(person) ? '' : email, employeeId }];
  });
}

/** @returns a sentence when the choice is incomplete; undefined: nothing was asked yet */
function wantedFrom(
  { text }: Turn,
  { network, asked, change, field, newValue = '' }: ChangeAll,
  attributes: readonly AttributeDefinition[],
): Wanted | string | undefined {
  if (asked !== true) return undefined;
  const words = text.changeAll;
  if (change === undefined) return words.problems.change;
  const other = network === 'Employee' ? 'Others' : 'Employee';
  if (change === 'move') return { change, name: text.buttons.moveTo[other] };
  if (change === 'delete') return { change, name: words.files.delete };
  const own = attributes.find(({ key }) => key === field);
  const builtIn = sharedAttributes.find((key) => key === field);
  if (own === undefined && builtIn === undefined) return words.problems.field;
  const attribute = own?.name ?? text.attribute(builtIn ?? 'jobTitle');
  // Reading knows the English names in every language.
  const name = own?.name ?? textFor('en').attribute(builtIn ?? 'jobTitle');
  if (change === 'clear' || newValue.trim().toLowerCase() === clearing) {
    return {
      change: 'clear',
      name: words.files.clear(attribute),
      column: { name, value: clearing },
    };
  }
  if (newValue === '') return words.problems.value;
  const parsed =
    own === undefined
      ? parseValue(builtIn ?? 'jobTitle', newValue)
      : parseOwnValue(own.type, newValue, { timeZone: own.timeZone });
  if ('problem' in parsed) return text.rowReason({ reason: parsed.problem, value: newValue });
  return { change, name: words.files.set(attribute), column: { name, value: parsed.value } };
}

interface Asked {
  readonly list: List;
  readonly attributes: readonly AttributeDefinition[];
  readonly problem?: string;
}

async function ask(
  services: BotServices,
  turn: Turn,
  data: ChangeAll,
  { list, attributes, problem }: Asked,
): Promise<void> {
  const { directory } = services;
  const { tenant, locale } = turn.caller;
  const { network, change, field, newValue, operation } = data;
  const [{ total }, operationName] = await Promise.all([
    directory.page(tenant, { ...list.filter, locale, size: 1 }),
    nameOfOperation(services, turn, operation),
  ]);
  await turn.answer(
    changeAllCard({
      text: turn.text,
      network,
      people: list.selected?.length ?? total,
      ...(list.selected !== undefined && { seen: seenOf(list.selected) }),
      filters: filtersIn(data),
      attributes,
      mayMove: may(turn.caller, 'move-people'),
      mayDelete: may(turn.caller, 'delete-people'),
      chosen: defined({ change, field, newValue }),
      ...defined({ operationName, problem }),
    }),
  );
}

/** Stores the file and starts its plan, whose preview replaces the card. */
async function receive(
  services: BotServices,
  turn: Turn,
  { network }: ChangeAll,
  list: List,
  { change, name, column }: Wanted,
): Promise<void> {
  const { tenant, actor: by, locale, timeZone } = turn.caller;
  const other = network === 'Employee' ? 'Others' : 'Employee';
  await services.longWork.run(turn, turn.text.changeAll.stillMaking, async (stage) => {
    const { operation } = await stage.inItsTime(() =>
      services.imports.receive({
        tenant,
        by,
        locale,
        ...defined({ timeZone }),
        network: change === 'move' ? other : network,
        ...(change === 'delete' && { mode: 'delete' as const }),
        name: `${name}.csv`,
        content: listFile(everyoneOf(services, tenant, list), column),
      }),
    );
    await stage.within((now) => showOperation(services, now, operation));
  });
}
