import { daysKept } from '../domain/attributes.ts';
import type { FullSyncReason } from '../domain/operations/sync-facts.ts';
import type { Format } from './format.ts';
import { ofAll, soFar } from './how-many.ts';
import { phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** Most groups that can be selected. */
const maxGroups = 20;

/** Sentences about the sync with Microsoft Entra: its settings and results. */
export function syncSentences({ sync, lists }: Messages, format: Format) {
  const { logColumns } = sync;
  return {
    /** of a sync's log file */
    syncLog: {
      columns: [
        logColumns.name,
        logColumns.entraId,
        logColumns.attribute,
        logColumns.reason,
        logColumns.what,
        logColumns.before,
        logColumns.after,
      ],
    },
    sync: {
      ...sync,
      intro: sync.intro(daysKept),
      /** "Phone number ← Mobile phone"; where both have the same name, only once */
      mapped: (attribute: string, field: string) =>
        sync.mapped({ attribute, field: attribute === field ? undefined : field }),
      /**
       * @param named attributes with their fields, as `mapped` returns them
       * @param more number of further mapped attributes
       */
      mappedInShort: (named: readonly string[], more: number) => {
        if (more <= 0) return named.join(lists.separator);
        return sync.moreMapped({
          attributes: phrase(named.join(lists.separatorBeforeMore)),
          more,
        });
      },
      groupUsers: (names: readonly string[], more: number) => {
        const groups = names.map((name) => format.inside(name));
        return more > 0
          ? sync.groupUsers.some({ groups: phrase(groups.join(lists.separatorBeforeMore)), more })
          : sync.groupUsers.all(phrase(format.list(groups)));
      },
      problems: {
        ...sync.problems,
        'too-many-groups': sync.problems['too-many-groups'](maxGroups),
      },
      preview: {
        ...sync.preview,
        problemsTitle: ofAll(sync.preview.problemsTitle),
        removedTitle: ofAll(sync.preview.removedTitle),
        removedHint: sync.preview.removedHint(daysKept),
      },
      progress: soFar(sync.progress),
      lookedAt: (full: FullSyncReason | undefined) => sync.lookedAt[full ?? 'changes'],
    },
  };
}
