import { readFileSync } from 'node:fs';

/** A tool's header row, and rows under it: see tool-files.txt. */
export interface ToolFile {
  readonly tool: string;
  /** where the header row was read; absent: written after such tools */
  readonly source?: string;
  /** DEFAULT_COUNTRY */
  readonly country: string;
  readonly headers: string;
  readonly rows: readonly {
    readonly cells: string;
    /** what the directory should have of the row */
    readonly person: Readonly<Record<string, string>>;
  }[];
}

export function toolFiles(): readonly ToolFile[] {
  const text = readFileSync(new URL('tool-files.txt', import.meta.url), 'utf8');
  return text.trimEnd().split('\n\n').slice(1).map(toolFile);
}

function toolFile(block: string): ToolFile {
  const lines = block.split('\n').map((line) => /^(\w+): (.*)$/u.exec(line)?.slice(1) ?? []);
  const all = (name: string) =>
    lines.filter(([key]) => key === name).map(([, value = '']) => value);
  const [tool = '', source, country = 'US', headers = ''] = [
    'tool',
    'source',
    'country',
    'headers',
  ].map((name) => all(name)[0]);
  const valueOf = (one: string) => one.split('=') as [key: string, value: string];
  const people = all('is').map((is) => Object.fromEntries(is.split('|').map(valueOf)));
  const rows = all('row').map((cells, index) => ({ cells, person: people[index] ?? {} }));
  return { tool, ...(source !== undefined && { source }), country, headers, rows };
}
