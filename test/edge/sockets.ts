import { readFile } from 'node:fs/promises';

/** States of a connection as Linux numbers them: those that a process still holds. */
const held = new Set(['01', '03', '04', '05', '08', '09']);

/**
 * How many connections stand open at a port of this machine, seen from the side that listens.
 * @returns undefined where the machine doesn't tell (no /proc)
 */
export async function openConnections(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) =>
      readFile(file, 'utf8').catch(() => undefined),
    ),
  );
  if (tables[0] === undefined) return undefined;
  const ours = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return tables
    .flatMap((table) => (table ?? '').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state = '']) => local.endsWith(ours) && held.has(state)).length;
}
