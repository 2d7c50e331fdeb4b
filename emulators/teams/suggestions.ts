import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifest = new URL('../../appPackage/manifest.json', import.meta.url);
const schema = z.object({
  bots: z.array(
    z.object({
      commandLists: z.array(
        z.object({
          scopes: z.array(z.string()),
          commands: z.array(z.object({ title: z.string() })),
        }),
      ),
    }),
  ),
});

/** The commands that Teams suggests in each kind of chat, as the app's manifest lists them. */
export function suggestedCommands(): Readonly<Record<string, readonly string[]>> {
  const { bots } = schema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  const lists = bots.flatMap(({ commandLists }) => commandLists);
  return Object.fromEntries(
    lists.flatMap(({ scopes, commands }) =>
      scopes.map((scope) => [scope, commands.map(({ title }) => title)]),
    ),
  );
}
