/** The port of the local Graph's last start, so that links it returned stay valid. */
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
