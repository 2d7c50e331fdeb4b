import { settingsCard } from '../../cards/settings-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** What an organization decides about its files. */
export async function showSettings(
  { settings }: BotServices,
  turn: Turn,
  saved = false,
): Promise<void> {
  const delimiter = await settings.delimiter(turn.caller.tenant);
  await turn.answer(settingsCard({ text: turn.text, delimiter, saved }));
}
