import { isBigChange } from '../../../domain/change-limit.ts';
import type { InboxSetting } from '../../../domain/inbox.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type { ImportRequests } from '../import-requests.ts';

export interface ImportByItselfDeps {
  readonly imports: Pick<ImportRequests, 'start'>;
  setting(tenant: string): Promise<InboxSetting>;
  /** percent */
  changeLimit(tenant: string): Promise<number>;
}

/**
 * Imports a file of the inbox whose preview leaves nothing to decide, if the organization still wants that. Repeating
 * it changes nothing.
 * @returns whether it starts, or started before; otherwise the preview waits for its admin
 */
export type ImportByItself = (operation: Operation) => Promise<boolean>;

export function createImportByItself(deps: ImportByItselfDeps): ImportByItself {
  return async (operation) => {
    const { tenant, by, inbox, state } = operation;
    if (inbox !== 'apply' || state !== 'preview') return false;
    if (!leavesNothingOpen(operation)) return false;
    const setting = await deps.setting(tenant);
    if (setting.mode !== 'apply' || setting.by.id !== by.id) return false;
    const { counts, rowsTotal = 0 } = operation;
    // A file of which much can't be read isn't what it should be.
    if (isBigChange(counts.rejected, rowsTotal, await deps.changeLimit(tenant))) return false;
    const started = await deps.imports.start(operation, by);
    return started.state !== 'preview';
  };
}

/** An admin who has answered anything about it decides about the rest, too. */
function leavesNothingOpen({ preview, answers, mode }: Operation): boolean {
  if (preview === undefined || answers !== undefined || mode !== undefined) return false;
  const { questions, numbers, leaving } = preview;
  return questions === undefined && numbers === undefined && leaving === undefined;
}
