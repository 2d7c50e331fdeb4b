/** The files of the image, and no others: as the Dockerfile says, with the packages of production. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { copied, stages } from '../deploy/image.ts';

const root = path.join(import.meta.dirname, '../..');

/** @param folder an empty one */
export function makePruned(folder: string): void {
  for (const file of copied(stages().at(-1) ?? [])) copy(file.replace(/^\.\//, ''), folder);
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean }>;
  };
  for (const [place, { dev }] of Object.entries(lock.packages)) {
    const isOwn = place.startsWith('node_modules/') && !place.slice(1).includes('/node_modules/');
    const isLeftOut = dev === true || place === 'node_modules/node';
    if (isOwn && !isLeftOut && existsSync(path.join(root, place))) copy(place, folder);
  }
}

/** Links where the folder is on the same disk: it takes no room, and no time. */
function copy(file: string, folder: string): void {
  const target = path.join(folder, path.dirname(file));
  mkdirSync(target, { recursive: true });
  const from = path.join(root, file);
  try {
    execFileSync('cp', ['-al', from, target], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', from, target]);
  }
}
