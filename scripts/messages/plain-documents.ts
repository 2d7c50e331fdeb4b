import { glob } from 'node:fs/promises';

/** @returns paths of the documents held to the list of words, relative to the project's root */
export async function plainDocuments(): Promise<string[]> {
  const root = new URL('../../', import.meta.url).pathname;
  const paths: string[] = [];
  for await (const path of glob(['*.md', 'docs/**/*.md'], { cwd: root })) {
    paths.push(path);
  }
  return paths.toSorted();
}
