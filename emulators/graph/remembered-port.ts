/** Which port the local Graph had at its last start: links that it handed out go on working. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const fileIn = (dataDir: string) => path.join(dataDir, 'port');

export function rememberedPort(dataDir: string): number | undefined {
  try {
    const port = Number(readFileSync(fileIn(dataDir), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

export function rememberPort(dataDir: string, port: number): void {
  writeFileSync(fileIn(dataDir), String(port));
}
