import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { commands } from '../src/bot/commands/index.ts';
import { catalogueOf, commandWordsOf, languages } from '../src/text/catalogues.ts';
import { withEnglish } from './app-package/languages.ts';
import { readManifest } from './app-package/manifest.ts';
import { fromCommandLine } from './command-line.ts';
import { faultsOf } from './messages/check-catalogue.ts';
import { messageTypes } from './messages/message-types.ts';
import { plainFaultsOf, plainFaultsOfDocument } from './messages/plain-words.ts';
import { plainDocuments } from './messages/plain-documents.ts';

const help = {
  usage: 'npm run messages [-- --check]',
  does: `Writes what follows from locales/en.json: the types of all sentences, and the texts and commands of
appPackage/manifest.json. With --check, it writes nothing and names problems in these files, in each language’s catalogue,
and in the words of the English sentences and documents.`,
};
const { check: isCheck = false } = fromCommandLine(
  help,
  (args) => parseArgs({ args, options: { check: { type: 'boolean' } } }).values,
);

const english = catalogueOf('en');
const suggested = commands.filter((command) => command.suggested === true);
const made = {
  'src/text/messages.ts': messageTypes(english, Object.keys(commandWordsOf('en'))),
  'appPackage/manifest.json': JSON.stringify(
    withEnglish(
      readManifest(),
      suggested.map(({ name }) => name),
    ),
    null,
    2,
  ),
};
const files = await Promise.all(
  Object.entries(made).map(async ([file, content]) => {
    const path = new URL(`../${file}`, import.meta.url).pathname;
    const formatted = await format(content, { ...(await resolveConfig(path)), filepath: path });
    return { file, path, formatted, isOld: formatted !== (await readFile(path, 'utf8')) };
  }),
);

if (isCheck) {
  const plain = plainFaultsOf(english);
  const faults = [
    ...files
      .filter(({ isOld }) => isOld)
      .map(({ file }) => `${file}: is older than locales/en.json. Run “npm run messages”.`),
    ...languages().flatMap((language) =>
      faultsOf(language, catalogueOf(language), english).map(
        (fault) => `locales/${language}.json: ${fault}`,
      ),
    ),
    ...plain.faults.map((fault) => `locales/en.json: ${fault}`),
    ...(await faultsOfDocuments()),
  ];
  for (const warning of plain.warnings) console.warn(`locales/en.json: ${warning}`);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} else {
  for (const { path, formatted } of files) await writeFile(path, formatted);
}

async function faultsOfDocuments(): Promise<string[]> {
  const documents = await plainDocuments();
  const faults = await Promise.all(
    documents.map(async (document) =>
      plainFaultsOfDocument(await readFile(new URL(`../${document}`, import.meta.url), 'utf8')).map(
        (fault) => `${document}:${fault}`,
      ),
    ),
  );
  return faults.flat();
}
