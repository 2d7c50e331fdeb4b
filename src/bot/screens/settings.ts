import { settingsCard } from '../../cards/settings-card.ts';
import { inboxFolder, type InboxSetting } from '../../domain/inbox.ts';
import { may } from '../../domain/roles.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The organization's settings: its files, who joins the directory, and who may add people to groups. */
export async function showSettings(
  { settings, columnMemory, roles }: BotServices,
  turn: Turn,
  saved = false,
): Promise<void> {
  const { tenant } = turn.caller;
  const [
    delimiter,
    signIn,
    groupAdding,
    matchBy,
    changeLimit,
    lookup,
    selfEdit,
    adminsMay,
    remembered,
    inbox,
  ] = await Promise.all([
    settings.delimiter(tenant),
    settings.signIn(tenant),
    settings.groupAdding(tenant),
    settings.matchOrder(tenant),
    settings.changeLimit(tenant),
    settings.lookup(tenant),
    settings.selfEditable(tenant),
    settings.granted(tenant),
    columnMemory.list(tenant),
    settings.inbox(tenant),
  ]);
  await turn.answer(
    settingsCard({
      text: turn.text,
      delimiter,
      signIn,
      groupAdding,
      matchBy,
      changeLimit,
      lookup,
      selfEdit,
      adminsMay,
      remembered,
      inbox,
      inboxFolder: inboxFolder(tenant),
      inboxPaused: await isPaused(roles, tenant, inbox),
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
