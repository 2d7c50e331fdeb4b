import { settingsCard } from '../../cards/settings-card.ts';
import { inboxFolder, type InboxSetting } from '../../domain/inbox.ts';
import { may } from '../../domain/roles.ts';
import { awaitAll } from '../../lib/await-all.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The organization's settings: its files, who joins the directory, and who may add people to groups. */
export async function showSettings(
  { settings, columnMemory, roles }: BotServices,
  turn: Turn,
  saved = false,
): Promise<void> {
  const { tenant } = turn.caller;
  const chosen = await awaitAll({
    delimiter: settings.delimiter(tenant),
    signIn: settings.signIn(tenant),
    groupAdding: settings.groupAdding(tenant),
    matchBy: settings.matchOrder(tenant),
    changeLimit: settings.changeLimit(tenant),
    lookup: settings.lookup(tenant),
    selfEdit: settings.selfEditable(tenant),
    adminsMay: settings.granted(tenant),
    remembered: columnMemory.list(tenant),
    inbox: settings.inbox(tenant),
  });
  await turn.answer(
    settingsCard({
      text: turn.text,
      ...chosen,
      inboxFolder: inboxFolder(tenant),
      inboxPaused: await isPaused(roles, tenant, chosen.inbox),
      window: { verb: 'run-command', command: 'settings' },
      saved,
    }),
  );
}

/** Whether files wait, because the admin who allowed the inbox may no longer import. */
async function isPaused(
  roles: BotServices['roles'],
  tenant: string,
  inbox: InboxSetting,
): Promise<boolean> {
  if (inbox.mode === 'off') return false;
  return !may(await roles.standingOf(tenant, inbox.by.id), 'import');
}
