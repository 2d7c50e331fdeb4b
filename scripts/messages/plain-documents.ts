import { glob } from 'node:fs/promises';

/** Documents still to be rewritten in plain words. Remove a name once its document is. */
const notYet: ReadonlySet<string> = new Set([
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/app-package.md',
  'docs/decisions/0008-notices-at-most-once.md',
  'docs/decisions/0016-write-marks.md',
  'docs/decisions/0020-spill-on-local-disk.md',
  'docs/decisions/0021-order-of-names.md',
  'docs/decisions/0022-audit-in-two-steps.md',
  'docs/decisions/0023-changed-phones.md',
  'docs/decisions/0024-freshness-by-notes.md',
  'docs/decisions/0025-deleted-for-thirty-days.md',
  'docs/decisions/0026-roles.md',
  'docs/decisions/0028-values-of-attributes.md',
  'docs/decisions/0029-edits-stand-on-what-was-seen.md',
  'docs/decisions/0031-cells-stay-as-they-are.md',
  'docs/decisions/0032-networks-in-a-file.md',
  'docs/decisions/0033-rosters.md',
  'docs/decisions/0034-schedules-wait-in-the-queue.md',
  'docs/decisions/0035-files-are-kept-for-a-time.md',
  'docs/decisions/0037-groups-and-sign-in.md',
  'docs/decisions/0038-settings-of-the-sync.md',
  'docs/decisions/0039-one-person-one-record.md',
  'docs/decisions/0040-undo.md',
  'docs/decisions/0041-notices-come-back.md',
  'docs/decisions/0043-parts.md',
  'docs/decisions/0044-surplus-cells-in-the-error-log.md',
  'docs/decisions/0045-languages.md',
  'docs/decisions/0046-rows-by-the-hundred.md',
  'docs/decisions/0048-harmless-group-admins.md',
  'docs/decisions/0050-fences.md',
  'docs/deploy.md',
  'docs/faq.md',
  'docs/logs.md',
  'docs/operations.md',
  'docs/scale.md',
  'docs/stores.md',
  'docs/when-things-go-wrong.md',
]);

/** @returns paths of the documents held to the list of words, relative to the project's root */
export async function plainDocuments(): Promise<string[]> {
  const root = new URL('../../', import.meta.url).pathname;
  const paths: string[] = [];
  for await (const path of glob(['*.md', 'docs/**/*.md'], { cwd: root })) {
    if (!notYet.has(path)) paths.push(path);
  }
  return paths.toSorted();
}
