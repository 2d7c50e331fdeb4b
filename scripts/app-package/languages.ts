import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { languages } from '../../src/text/catalogues.ts';
import type { Manifest } from './manifest.ts';

/** The app's texts in Teams in one language. Commands keep their names, since they are sent to the bot. */
const textsSchema = z.strictObject({
  short: z.string().max(80),
  full: z.string().max(4_000),
  /** by the command's name */
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
type Texts = z.infer<typeof textsSchema>;

const fileSchema = z.looseObject({ appPackage: textsSchema });

function textsOf(language: string): Texts {
  const file = new URL(`../../locales/${language}.json`, import.meta.url);
  return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).appPackage;
}

/** The languages other than English, by their tags. */
export function readLanguages(): ReadonlyMap<string, Texts> {
  const others = languages().filter((language) => language !== 'en');
  return new Map(others.map((language) => [language, textsOf(language)]));
}

/**
 * The manifest with its English texts, and with the commands that Teams suggests in each kind of chat.
 * @param suggested names of commands in the personal chat, in order
 */
export function withEnglish(manifest: Manifest, suggested: readonly string[]): Manifest {
  const texts = textsOf('en');
  const inGroups = [{ title: 'help', description: texts.helpInGroups }];
  const personal = suggested.map((title) => ({
    title,
    description: texts.commands[title] ?? '',
  }));
  const [query] = manifest.composeExtensions?.[0]?.commands?.[0]?.parameters ?? [];
  return {
    ...manifest,
    description: { short: texts.short, full: texts.full },
    bots: (manifest.bots ?? []).map((bot) => ({
      ...bot,
      commandLists: [
        { scopes: ['personal'], commands: personal },
        { scopes: ['team'], commands: inGroups },
        { scopes: ['groupChat'], commands: inGroups },
      ],
    })),
    composeExtensions: (manifest.composeExtensions ?? []).map((extension) => ({
      ...extension,
      commands: (extension.commands ?? []).map((command) => ({
        ...command,
        title: texts.lookup.title,
        description: texts.lookup.description,
        parameters: [
          { name: 'query', ...query, title: texts.lookup.person, description: texts.lookup.query },
        ],
      })),
    })),
  };
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
  languagesOfApp: ReadonlyMap<string, Texts>,
): Record<string, string> {
  const lists = manifest.bots?.[0]?.commandLists ?? [];
  const files = Array.from(languagesOfApp, ([tag, texts]) => {
    const commands = lists.flatMap(({ scopes, commands: listed }, list) =>
      listed.map(({ title }, at) => {
        const inGroups = !scopes.includes('personal');
        const description = inGroups ? texts.helpInGroups : texts.commands[title];
        if (description === undefined) throw new Error(`${tag} has no words for "${title}"`);
        return [`bots[0].commandLists[${list}].commands[${at}].description`, description] as const;
      }),
    );
    const schema = String(manifest.$schema).replace('schema.json', 'Localization.schema.json');
    const localized = {
      $schema: schema,
      // A name isn't translated, but Microsoft's schema wants it in each language.
      'name.short': manifest.name.short,
      'description.short': texts.short,
      'description.full': texts.full,
      ...Object.fromEntries(commands),
      [`${lookup}.title`]: texts.lookup.title,
      [`${lookup}.description`]: texts.lookup.description,
      [`${lookup}.parameters[0].title`]: texts.lookup.person,
      [`${lookup}.parameters[0].description`]: texts.lookup.query,
    };
    return [fileOf(tag), `${JSON.stringify(localized, null, 2)}\n`] as const;
  });
  return Object.fromEntries(files);
}
