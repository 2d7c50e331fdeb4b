import { settingsCard } from '../../cards/settings-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** The organization's settings: its files, who joins the directory, and who may add people to groups. */
export async function showSettings(
  { settings, columnMemory }: BotServices,
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
      saved,
    }),
  );
}
