import { cardActions, isVerb, type CardAction } from './card-actions.ts';
import { gatherInputs } from './card-inputs.ts';
import type { CardNode } from './card.ts';
import { defined } from '../lib/defined.ts';

/** Packs and unpacks the data of card actions (card-actions.ts). A new shape gets a new `v`; older ones stay readable. */
const version = 1;
/** Of a draft, which an older web process would save: it says that the button no longer works. */
const draftVersion = 2;

export interface ActionOptions {
  /** where a card has several buttons of one verb; ids must differ within a card */
  readonly id?: string;
  readonly style?: 'positive' | 'destructive';
  /** the main action of the card, drawn as such */
  readonly isPrimary?: boolean;
  /** leaves out the card's inputs, for buttons that must work while an input is still empty */
  readonly withoutInputs?: boolean;
}

/** An Action.Execute with an Action.Submit for older clients; both carry the same title and data. */
export function packAction(
  title: string,
  action: CardAction,
  options: ActionOptions = {},
): CardNode {
  const data = withoutKey({ v: versionOf(action), ...dataOf(action) });
  const style = options.style ?? (options.isPrimary === true ? 'positive' : undefined);
  const common = {
    title,
    ...(style === undefined ? {} : { style }),
    ...(options.withoutInputs === true ? { associatedInputs: 'none' } : {}),
    data,
  };
  return {
    type: 'Action.Execute',
    id: options.id ?? idOf(action),
    verb: action.verb,
    ...common,
    fallback: { type: 'Action.Submit', ...common },
  };
}

function versionOf(data: object): number {
  return 'draft' in data && data.draft === true ? draftVersion : version;
}

const taskFetch = { type: 'task/fetch' };

/**
 * A button that shows the answer to an action in a dialog of Teams (task module), which only an Action.Submit can. Clients
 * without dialogs send it as a message, and get the same answer in the chat.
 *
 * @param takesInputs takes along what is in the card's inputs; otherwise it works while required ones are empty
 */
export function packDialog(title: string, action: CardAction, takesInputs = false): CardNode {
  return {
    type: 'Action.Submit',
    id: 'open-dialog',
    title,
    ...(takesInputs ? {} : { associatedInputs: 'none' }),
    data: { ...withoutKey({ v: versionOf(action), ...dataOf(action) }), msteams: taskFetch },
  };
}

/** Whether it is a button that opens a dialog. */
export function isOpensDialog(node: unknown): boolean {
  const { data } = (node ?? {}) as { data?: { msteams?: { type?: unknown } } };
  return data?.msteams?.type === taskFetch.type;
}

/**
 * Microsoft's local test client, the Agents Playground, can't send an action whose data has a property `key`. So it is
 * sent as `ref`, also by the input of that name.
 */
function withoutKey(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { key, ...rest } = data;
  return key === undefined ? data : { ...rest, ref: key };
}

/** Cards from before 1.3.0 have a `key`. */
function withKey(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { ref, ...rest } = fields;
  return ref === undefined ? fields : { key: ref, ...rest };
}

/**
 * A form's button carries the names of its fields; their values come from the inputs. Turning the page takes the ticks
 * along, and with them the fields of other filters, which don't count then.
 */
function dataOf(action: CardAction): Readonly<Record<string, unknown>> {
  if (action.verb === 'show-directory' && (action.after ?? action.before) !== undefined) {
    const { verb, network, after, before, seen, ...within } = action;
    return { verb, network, within, ...defined({ after, before, seen }) };
  }
  if (action.verb === 'answer-columns') {
    const { columns: _inputs, ...rest } = action;
    return rest;
  }
  if (action.verb === 'answer-dates') {
    const { dates: _inputs, ...rest } = action;
    return rest;
  }
  if (action.verb === 'merge-people') {
    const { picks: _inputs, ...rest } = action;
    return rest;
  }
  if (!isForm(action)) return action;
  const { values: shown, ...rest } = action;
  return { ...rest, fields: Object.keys(shown) };
}

function isForm(
  action: CardAction,
): action is Extract<CardAction, { verb: 'save-person' | 'add-person' | 'save-own' }> {
  return ['save-person', 'add-person', 'save-own'].includes(action.verb);
}

function idOf(action: CardAction): string {
  if (action.verb !== 'run-command') return action.verb;
  return `run-command-${action.command.replaceAll(' ', '-')}`;
}

/**
 * Reads an action from a client's data.
 *
 * @param verb of an Action.Execute; undefined for an Action.Submit, whose data names it
 * @param data the action's data, merged with the card's inputs
 * @returns undefined for anything that this bot can't have packed
 */
export function unpackAction(verb: unknown, data: unknown): CardAction | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const fields = data as Readonly<Record<string, unknown>>;
  if (fields.v !== versionOf(fields)) return undefined;
  if (verb !== undefined && verb !== fields.verb) return undefined;
  if (!isVerb(fields.verb)) return undefined;
  const parsed = cardActions[fields.verb].data.safeParse(gatherInputs(withKey(fields)));
  return parsed.success ? ({ ...parsed.data, verb: fields.verb } as CardAction) : undefined;
}

const secondaryMode = { mode: 'secondary' };

/** The same button in the overflow menu; older clients show it beside the others. */
export function secondary(action: CardNode): CardNode {
  const { fallback } = action;
  const isPair = typeof fallback === 'object' && fallback !== null;
  return {
    ...action,
    ...secondaryMode,
    ...(isPair && { fallback: { ...fallback, ...secondaryMode } }),
  };
}

/** A link. The client opens it; it isn't sent to the bot. */
export function openUrl(title: string, url: string): CardNode {
  return { type: 'Action.OpenUrl', title, url };
}

/**
 * Shows or hides a part of the card, on the client alone.
 *
 * @param outdated element that is only valid until the part is first opened, and is hidden then
 */
export function toggle(
  title: string,
  target: string,
  outdated?: string,
  also: readonly string[] = [],
): CardNode {
  return {
    type: 'Action.ToggleVisibility',
    title,
    id: `toggle-${target}`,
    targetElements: [
      target,
      ...also,
      ...(outdated === undefined ? [] : [{ elementId: outdated, isVisible: false }]),
    ],
  };
}

/** Opens a card with its own inputs and buttons below the button. */
export function showCard(title: string, id: string, card: CardNode): CardNode {
  return { type: 'Action.ShowCard', title, id, card };
}
