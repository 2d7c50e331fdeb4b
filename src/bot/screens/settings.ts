import { settingsCard } from '../../cards/settings-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** What an organization decides about its files, and who joins it. */
export async function showSettings(
  { settings }: BotServices,
  turn: Turn,
  saved = false,
): Promise<void> {
  const { tenant } = turn.caller;
  const [delimiter, signIn] = await Promise.all([
    settings.delimiter(tenant),
    settings.signIn(tenant),
  ]);
  await turn.answer(settingsCard({ text: turn.text, delimiter, signIn, saved }));
}
