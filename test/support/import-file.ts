import type { SeenCard, TeamsClient } from './teams-client.ts';

/** Sends a file for the Employee network and imports it. @returns the notice of its end */
export async function importFile(
  who: TeamsClient,
  name: string,
  content: string,
): Promise<SeenCard> {
  await who.say('import employees');
  await who.sendFile(name, content);
  const preview = await who.waitForCard(
    ({ titles, text }) => titles.includes('Import') && text.includes(name),
  );
  await who.press(preview, 'Import');
  return who.waitForCard(({ text }) => text.includes('Import completed') && text.includes(name));
}
