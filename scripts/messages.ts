/**
 * Writes the types of all sentences from locales/en.json: npm run messages
 * With --check it writes nothing and reports problems in the types, in each language's catalogue and in the words of
 * the English sentences and documents: npm run check:messages
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { catalogueOf, languages } from '../src/text/catalogues.ts';
import { faultsOf } from './messages/check-catalogue.ts';
import { messageTypes } from './messages/message-types.ts';
import { plainFaultsOf, plainFaultsOfDocument } from './messages/plain-words.ts';
import { plainDocuments } from './messages/plain-documents.ts';

const path = new URL('../src/text/messages.ts', import.meta.url).pathname;
const english = catalogueOf('en');
const types = await format(messageTypes(english), {
  ...(await resolveConfig(path)),
  parser: 'typescript',
});

if (process.argv.includes('--check')) {
  const plain = plainFaultsOf(english);
  const isOld = types !== (await readFile(path, 'utf8'));
  const faults = [
    ...(isOld
      ? ['src/text/messages.ts: is older than locales/en.json. Run “npm run messages”.']
      : []),
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
  await writeFile(path, types);
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
