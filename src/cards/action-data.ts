import { z } from 'zod';
import { parseNetwork } from '../directory/network.ts';
import { isOperationId } from '../operations/operation.ts';
import type { CardNode } from './card.ts';

/**
 * Everything that a button of a card carries, packed and unpacked in this one place. It comes back from the client
 * and may have been altered or be years old: it holds ids only, and whoever acts on it reads the truth from the store and
 * authorises again. A new shape gets a new `v`; older ones stay readable as long as cards with them may be about.
 */
const version = 1;

/** Longest trail that is understood. The cards carry less: see history-card.ts. */
export const longestTrail = 200;

const operation = z.string().refine(isOperationId);
const kind = z.enum(['import', 'export']);
/** Inputs of a card are merged into the data under their id; one that names no network is as good as absent. */
const network = z.preprocess(parseNetwork, z.enum(['Employee', 'Others']).optional());
/** Row key with which a page of the history begins; empty for the newest page. */
const pageStart = z.union([operation, z.literal('')]);

const schema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('run-command'), command: z.string().min(1).max(100) }),
  z.object({ verb: z.literal('choose-network'), operation: operation.optional(), network }),
  z.object({ verb: z.literal('start-import'), operation }),
  z.object({ verb: z.literal('cancel-operation'), operation, kind }),
  z.object({ verb: z.literal('refresh-operation'), operation, kind }),
  z.object({
    verb: z.literal('show-history'),
    kind,
    from: operation.optional(),
    trail: z.array(pageStart).max(longestTrail),
  }),
  z.object({ verb: z.literal('cancel-dialogue') }),
]);

export type CardAction = z.infer<typeof schema>;

export interface ActionOptions {
  /** where a card has several buttons of one verb; ids must differ within a card */
  readonly id?: string;
  readonly style?: 'positive' | 'destructive';
  /** The one action that the card is about; drawn as such. */
  readonly isPrimary?: boolean;
  /** Leaves out the card's inputs: for buttons that must work while an input is still empty. */
  readonly withoutInputs?: boolean;
}

/** An Action.Execute with its Action.Submit for older clients; both carry the same title and data. */
export function packAction(
  title: string,
  action: CardAction,
  options: ActionOptions = {},
): CardNode {
  const data = { v: version, ...action };
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

function idOf(action: CardAction): string {
  if (action.verb !== 'run-command') return action.verb;
  return `run-command-${action.command.replaceAll(' ', '-')}`;
}

/**
 * Reads an action out of what a client sent.
 *
 * @param verb of an Action.Execute; undefined for an Action.Submit, whose data names it
 * @param data the action's data, with the card's inputs merged into it
 * @returns undefined for anything that this bot can't have packed
 */
export function unpackAction(verb: unknown, data: unknown): CardAction | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const fields = data as Readonly<Record<string, unknown>>;
  if (fields.v !== version) return undefined;
  if (verb !== undefined && verb !== fields.verb) return undefined;
  const parsed = schema.safeParse(fields);
  return parsed.success ? parsed.data : undefined;
}

/** A link. It is opened by the client and never comes back to the bot. */
export function openUrl(title: string, url: string): CardNode {
  return { type: 'Action.OpenUrl', title, url };
}
