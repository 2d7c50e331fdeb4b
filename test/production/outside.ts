/**
 * Runs production's own path (inside.ts) in a network and a file system of its own, so that the real host names lead to
 * this machine and to nothing else. Linux only, and only where a user may make namespaces.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificates } from './certificates.ts';
import { hosts } from './hosts.ts';
import { makePruned } from './pruned.ts';

const root = path.join(import.meta.dirname, '../..');

/** @returns why it can't run here */
export function whyNot(): string | undefined {
  for (const [program, ...given] of [
    ['unshare', '-rnm', 'ip', 'link', 'set', 'lo', 'up'],
    ['openssl', 'version'],
  ] as const) {
    try {
      execFileSync(program, given, { stdio: 'ignore' });
    } catch {
      return `\`${[program, ...given].join(' ')}\` isn’t possible on this machine`;
    }
  }
  return undefined;
}

/** @returns its exit code and what it said */
export async function runProduction(options: {
  /** the whole path, from the files of the image; otherwise from the install to an import */
  readonly whole: boolean;
  readonly onLine?: (line: string) => void;
}): Promise<{ readonly code: number | null; readonly output: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-production-'));
  try {
    const { authority } = makeCertificates(folder, hosts);
    const product = options.whole ? path.join(folder, 'image') : root;
    if (options.whole) makePruned(product);
    const child = spawn(
      'unshare',
      [
        ...['-rnm', process.execPath, '--disable-warning=ExperimentalWarning'],
        ...[path.join(import.meta.dirname, 'inside.ts'), product, folder],
        options.whole ? '--whole' : '--short',
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_EXTRA_CA_CERTS: authority },
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      options.onLine?.(chunk.toString('utf8'));
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
