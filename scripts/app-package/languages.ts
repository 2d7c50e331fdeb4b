import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Manifest } from './manifest.ts';

/** The app's texts in Teams for another language. Commands keep their names, since they are sent to the bot. */
const wordsSchema = z.strictObject({
  short: z.string().max(80),
  full: z.string().max(4_000),
  /** by the command's title in the manifest */
  commands: z.record(z.string(), z.string().max(128)),
  /** description of `help` in teams and group chats */
  helpInGroups: z.string().max(128),
  /** the message extension's command, and what is typed into it */
  lookup: z.strictObject({
    title: z.string().max(32),
    description: z.string().max(128),
    person: z.string().max(32),
    query: z.string().max(128),
  }),
});
type Words = z.infer<typeof wordsSchema>;

const folder = new URL('../../appPackage/languages/', import.meta.url);

/** The languages other than English, by their tags. */
export function readLanguages(): ReadonlyMap<string, Words> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(
    files.toSorted().map((file) => {
      const words: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      return [file.replace(/\.json$/, ''), wordsSchema.parse(words)];
    }),
  );
}

/** The message extension's one command. */
const lookup = 'composeExtensions[0].commands[0]';

const fileOf = (tag: string) => `${tag}.json`;

/** The manifest with the file names of its languages. */
export function withLanguages(manifest: Manifest, tags: Iterable<string>): Manifest {
  const additionalLanguages = Array.from(tags, (tag) => ({ languageTag: tag, file: fileOf(tag) }));
  return { ...manifest, localizationInfo: { defaultLanguageTag: 'en', additionalLanguages } };
}

/**
 * The language files in Teams' format: each text under its path in the manifest.
 * @throws Error when a command has no texts in a language
 */
export function languageFiles(
  manifest: Manifest,
  languages: ReadonlyMap<string, Words>,
): Record<string, string> {
  const lists = manifest.bots?.[0]?.commandLists ?? [];
  const files = Array.from(languages, ([tag, words]) => {
    const commands = lists.flatMap(({ scopes, commands: listed }, list) =>
      listed.map(({ title }, at) => {
        const inGroups = !scopes.includes('personal');
        const description = inGroups ? words.helpInGroups : words.commands[title];
        if (description === undefined) throw new Error(`${tag} has no words for "${title}"`);
        return [`bots[0].commandLists[${list}].commands[${at}].description`, description] as const;
      }),
    );
    const schema = String(manifest.$schema).replace('schema.json', 'Localization.schema.json');
    const texts = {
      $schema: schema,
      'description.short': words.short,
      'description.full': words.full,
      ...Object.fromEntries(commands),
      [`${lookup}.title`]: words.lookup.title,
      [`${lookup}.description`]: words.lookup.description,
      [`${lookup}.parameters[0].title`]: words.lookup.person,
      [`${lookup}.parameters[0].description`]: words.lookup.query,
    };
    return [fileOf(tag), `${JSON.stringify(texts, null, 2)}\n`] as const;
  });
  return Object.fromEntries(files);
}
