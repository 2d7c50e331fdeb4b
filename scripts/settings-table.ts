/**
 * npm run settings
 * Writes the README's table of settings anew from the schema in src/settings.ts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { settingsSchema } from '../src/settings.ts';

const readme = join(import.meta.dirname, '../README.md');
const begin = '<!-- settings: npm run settings -->';
const end = '<!-- /settings -->';

/** The README with the table in its place, formatted as it is checked. */
export async function withSettings(document: string): Promise<string> {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`README.md needs ${begin} and ${end}`);
  const table = [...header, ...rows()].join('\n');
  const text = `${document.slice(0, from)}${begin}\n\n${table}\n\n${document.slice(to)}`;
  return format(text, { ...(await resolveConfig(readme)), filepath: readme });
}

const header = ['| setting | default | what it is |', '| --- | --- | --- |'];

function rows(): string[] {
  const defaults: Readonly<Record<string, unknown>> = settingsSchema.parse({});
  return Object.entries(settingsSchema.shape).map(([name, { description = '' }]) => {
    const value = defaults[name];
    const written = value === undefined ? '' : String(value as string | number | string[]);
    return `| \`${name}\` | ${written === '' ? '' : `\`${written}\``} | ${description} |`;
  });
}

if (process.argv[1] === import.meta.filename) {
  await writeFile(readme, await withSettings(await readFile(readme, 'utf8')));
}
