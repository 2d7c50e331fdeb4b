import { changeAllCard } from '../../cards/change-all-card.ts';
import type { CardAction } from '../../cards/card-actions.ts';
import { sharedAttributes, type AttributeDefinition } from '../../domain/attributes.ts';
import { may } from '../../domain/roles.ts';
import { parseOwnValue } from '../../domain/own-values.ts';
import { parseValue } from '../../domain/values.ts';
import { clearing, listFile } from '../../features/imports/list-file.ts';
import type { Filter } from '../../features/search/directory-view.ts';
import { defined } from '../../lib/defined.ts';
import { textFor } from '../../text/text.ts';
import { mustHave } from '../caller.ts';
import { filterOf, filtersIn } from '../list-filter.ts';
import { nameOfOperation } from '../screens/directory.ts';
import { showOperation } from '../screens/operation.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';

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
    const { tenant, timeZone } = turn.caller;
    const attributes = await services.organizations.attributes(tenant);
    const filter = filterOf(data.network, filtersIn(data), attributes, timeZone);
    const wanted = wantedFrom(turn, data, attributes);
    if (typeof wanted === 'string') {
      return ask(services, turn, data, { filter, attributes, problem: wanted });
    }
    if (wanted === undefined) return ask(services, turn, data, { filter, attributes });
    mustHave(turn.caller, 'import');
    if (wanted.change === 'move') mustHave(turn.caller, 'move-people');
    if (wanted.change === 'delete') mustHave(turn.caller, 'delete-people');
    await receive(services, turn, data, filter, wanted);
  },
};

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
  if (change === 'clear') {
    return { change, name: words.files.clear(attribute), column: { name, value: clearing } };
  }
  if (newValue === '') return words.problems.value;
  const parsed =
    own === undefined
      ? parseValue(builtIn ?? 'jobTitle', newValue)
      : parseOwnValue(own.type, newValue);
  if ('problem' in parsed) return text.rowReason({ reason: parsed.problem, value: newValue });
  return { change, name: words.files.set(attribute), column: { name, value: parsed.value } };
}

interface Asked {
  readonly filter: Filter;
  readonly attributes: readonly AttributeDefinition[];
  readonly problem?: string;
}

async function ask(
  services: BotServices,
  turn: Turn,
  data: ChangeAll,
  { filter, attributes, problem }: Asked,
): Promise<void> {
  const { directory } = services;
  const { tenant, locale } = turn.caller;
  const { network, change, field, newValue, operation } = data;
  const [{ total }, operationName] = await Promise.all([
    directory.page(tenant, { ...filter, locale, size: 1 }),
    nameOfOperation(services, turn, operation),
  ]);
  await turn.answer(
    changeAllCard({
      text: turn.text,
      network,
      people: total,
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
  filter: Filter,
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
        content: listFile(services.directory.everyone(tenant, filter), column),
      }),
    );
    await stage.within((now) => showOperation(services, now, operation));
  });
}
