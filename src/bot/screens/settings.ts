import {
  settingsCard,
  type SettingFaults,
  type SettingsCardInput,
} from '../../cards/settings-card.ts';
import { parseTimeZone, usualTimeZone } from '../../domain/time-zone.ts';
import { inboxFolder, type InboxSetting } from '../../domain/inbox.ts';
import { may } from '../../domain/roles.ts';
import { awaitAll } from '../../lib/await-all.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The settings as they were sent, and those that can't be saved. */
export interface UnsavedSettings {
  readonly sent: Partial<Omit<SettingsCardInput, 'text' | 'window'>>;
  readonly wrong: SettingFaults;
}

/**
 * The organization's settings: its files, who joins the directory, and who may add people to groups.
 *
 * @param outcome `saved`, or what was sent and couldn't be: the card shows it again, as it was typed
 */
export async function showSettings(
  { settings, columnMemory, roles }: BotServices,
  turn: Turn,
  outcome?: 'saved' | UnsavedSettings,
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
    timeZone: settings.timeZone(tenant),
  });
  await turn.answer(
    settingsCard({
      text: turn.text,
      ...chosen,
      timeZone: chosen.timeZone ?? parseTimeZone(turn.caller.timeZone ?? '') ?? usualTimeZone,
      inboxFolder: inboxFolder(tenant),
      inboxPaused: await isPaused(roles, tenant, chosen.inbox),
      window: { verb: 'run-command', command: 'settings' },
      ...(outcome === 'saved' && { saved: true }),
      ...(typeof outcome === 'object' && { ...outcome.sent, wrong: outcome.wrong }),
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
