/** Writes the table of docs/settings.md and .env.example from the schema in src/settings.ts: npm run settings */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsSchema } from '../src/settings.ts';
import { between, markdownTable } from './markdown-table.ts';
import { fromCommandLine, noOptions } from './command-line.ts';

/** Headings of .env.example, by the setting that follows them. */
const parts: Readonly<Record<string, string>> = {
  PORT: 'The bot’s address',
  MicrosoftAppType: 'The bot’s registration (the SDK’s own names)',
  AZURE_STORAGE_CONNECTION_STRING: 'Storage: one of the two',
  TENANT_ADMINS: 'Rights and limits',
  ROLE: 'The process',
  DATA_DIR: 'Local mode',
};

const introduction = `# Every setting, with its default. An empty one counts as not set. This file is made from src/settings.ts.
# For a file of your own: copy this one to .env, change it, and start with
#   node_modules/.bin/node --env-file=.env src/main.ts           (production)
#   node_modules/.bin/node --env-file=.env src/main.ts --local   (local mode)
`;

const settings = Object.entries(settingsSchema.shape).map(([name, { description = '' }]) => {
  const [summary = '', ...more] = description.split('\n');
  return { name, value: defaultOf(name), summary, more };
});

function defaultOf(name: string): string {
  const defaults: Readonly<Record<string, string | number | string[] | undefined>> =
    settingsSchema.parse({});
  return String(defaults[name] ?? '');
}

/** @returns docs/settings.md with the table in its place */
export function withSettings(document: string): string {
  return between(document, 'settings', table());
}

function table(): string {
  const code = (text: string) => (text === '' ? '' : `\`${text}\``);
  const rows = settings.map(({ name, value, summary }) => [code(name), code(value), summary]);
  return markdownTable(['setting', 'default', 'what it is'], rows);
}

/** @returns the content of .env.example */
export function exampleOfSettings(): string {
  const lines = settings.flatMap(({ name, value, summary, more }) => [
    ...titleOf(parts[name]),
    ...wrapped(sentences([summary, ...more])),
    `${name}=${value}`,
  ]);
  return `${introduction}${lines.join('\n')}\n`;
}

/** A sentence that starts with a value in backticks keeps its first letter; the backticks are removed afterwards. */
function sentences(told: readonly string[]): string {
  return told
    .map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`)
    .join(' ')
    .replaceAll('`', '');
}

const width = 120;

function titleOf(part: string | undefined): string[] {
  return part === undefined ? [] : ['', `# --- ${part} `.padEnd(width, '-'), ''];
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(`# ${word}`);
    }
  }
  return lines;
}

if (process.argv[1] === import.meta.filename) {
  fromCommandLine(
    {
      usage: 'npm run settings',
      does: 'Writes docs/settings.md and .env.example from the schema of the settings.',
    },
    noOptions,
  );
  const root = join(import.meta.dirname, '..');
  const document = join(root, 'docs', 'settings.md');
  await writeFile(document, withSettings(await readFile(document, 'utf8')));
  await writeFile(join(root, '.env.example'), exampleOfSettings());
}
