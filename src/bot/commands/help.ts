import { groupHomeCard, homeCard } from '../../cards/home-card.ts';
import { isEnded, type Operation, type OperationState } from '../../domain/operations/operation.ts';
import { may } from '../../domain/roles.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { asked } from '../understanding/rule.ts';
import type { CommandEntry } from './command-entry.ts';
import type { Command } from './command.ts';
import { defined } from '../../lib/defined.ts';

export const help: Command = {
  name: 'help',
  door: { everyone: true },
  suggested: true,
  said: /^(help( me)?|hi|hello|hey|hallo|home|menu|start|commands|\?|what can you do)$/,
  asked: [asked('help', 'show me'), asked('asking', 'show me works')],
  run: (turn, _said, services) => showHome(turn, services),
};

/** The home card: what waits for the caller, and the commands that they may use. */
export async function showHome(turn: Turn, services: BotServices): Promise<void> {
  // In a group everyone reads it: it names nobody, and shows nobody's rights.
  if (!turn.personal) {
    await turn.answer(groupHomeCard(turn.text));
    return;
  }
  const commands = await offeredCommands(turn, services);
  await turn.answer(
    homeCard({
      text: turn.text,
      name: turn.caller.actor.name,
      commands,
      ...(await operationsOf(turn, services)),
      ...(await whomToAsk(turn, services)),
      ...((await decidesAnything(turn, services)) && { requests: true }),
      ...(await knownDuplicates(turn, services)),
    }),
  );
}

/** The commands that the caller may use now, in the order of display. In a group, those that everyone may use. */
export async function offeredCommands(
  { caller, personal }: Turn,
  { groups, commands }: BotServices,
): Promise<readonly CommandEntry[]> {
  if (!personal) return commands.filter(({ door }) => door.everyone === true);
  const { tenant, actor } = caller;
  const owned = await groups.ownedBy(tenant, actor.id);
  const owns = owned.length > 0;
  const mayAdd = (await groups.openTo(tenant, owned)).length > 0;
  return commands.filter(({ door: { everyone, right, groupAdmins } }) => {
    if (everyone === true || (right !== undefined && may(caller, right))) return true;
    return groupAdmins === 'open' ? mayAdd : groupAdmins === 'always' && owns;
  });
}

const newestLooked = 20;
const mostWaiting = 3;

/** The caller's imports and, for tenant admins, syncs that wait for an answer, and how the last import ended. */
async function operationsOf({ caller }: Turn, { operations }: BotServices) {
  const { tenant, actor } = caller;
  if (!may(caller, 'import')) return {};
  const [imports, syncs] = await Promise.all([
    operations.page(tenant, 'import', newestLooked),
    may(caller, 'sync') ? operations.page(tenant, 'sync', 1) : { operations: [] },
  ]);
  const own = imports.operations.filter(({ by }) => by.id === actor.id);
  const waiting = [...own, ...syncs.operations].filter(({ state }) => waitsForAnswer(state));
  const lastImport = own.find((operation) => isEnded(operation.state) && isOfFile(operation));
  return {
    waiting: waiting.slice(0, mostWaiting),
    ...defined({ lastImport }),
  };
}

/** Undos, moves and deletions of several people have records of this kind too. */
function isOfFile({ undo, bulk, restores }: Operation): boolean {
  return undo === undefined && bulk === undefined && restores === undefined;
}

function waitsForAnswer(state: OperationState): boolean {
  return ['choosing', 'asking', 'preview', 'held'].includes(state);
}

const mostAskable = 3;

/**
 * Names of tenant admins, for colleagues who can't do anything themselves; only those who have written to the bot are known.
 * A guest learns no names of the organization.
 */
async function whomToAsk({ caller }: Turn, services: BotServices) {
  const { roles, chats, accountKind, log } = services;
  const { tenant } = caller;
  if (may(caller, 'see-people')) return {};
  const kind = await accountKind(caller).catch((err: unknown) => {
    log.warn({ err }, 'Teams did not say whether a person is a guest');
    return 'unknown';
  });
  if (kind !== 'own') return {};
  const admins = (await roles.list(tenant)).filter((admin) => admin.role === 'tenant-admin');
  const names = await Promise.all(
    admins
      .slice(0, mostAskable)
      .map(async ({ id, name }) => name || ((await chats.read(tenant, id))?.name ?? '')),
  );
  return { askable: names.filter((name) => name !== '') };
}

/** How many pairs look like one person, if that is known already: the home card waits for nothing. */
async function knownDuplicates({ caller }: Turn, { duplicates }: BotServices) {
  if (!may(caller, 'edit-people')) return {};
  const known = await duplicates.knownCount(caller.tenant);
  return known === undefined || known.pairs === 0 ? {} : { duplicates: known };
}

/** Whether requests of group admins wait for a decision by the caller. */
async function decidesAnything(
  { caller }: Turn,
  { restoreRequests }: BotServices,
): Promise<boolean> {
  if (!may(caller, 'delete-people')) return false;
  return (await restoreRequests.open(caller.tenant)).length > 0;
}
