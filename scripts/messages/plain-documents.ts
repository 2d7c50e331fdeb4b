import { glob } from 'node:fs/promises';

/** Documents still to be rewritten in plain words. Remove a name once its document is. */
const notYet: ReadonlySet<string> = new Set(['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md']);

/** @returns paths of the documents held to the list of words, relative to the project's root */
export async function plainDocuments(): Promise<string[]> {
  const root = new URL('../../', import.meta.url).pathname;
  const paths: string[] = [];
  for await (const path of glob(['*.md', 'docs/**/*.md'], { cwd: root })) {
    if (!notYet.has(path)) paths.push(path);
  }
  return paths.toSorted();
}
