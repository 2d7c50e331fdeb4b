import type { Card } from '../cards/card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { operationCard } from '../cards/operation-card.ts';
import type { OperationLinks } from '../cards/operation-parts.ts';
import { fileDoorOf, undoRight } from '../domain/doors.ts';
import type { Actor } from '../domain/person.ts';
import { may, type Standing } from '../domain/roles.ts';
import type { Decided } from '../domain/operations/identity-questions.ts';
import { isOwnGroupFile } from '../domain/operations/group-facts.ts';
import { peopleToDelete } from '../domain/operations/people-to-delete.ts';
import { isEnded, type Operation } from '../domain/operations/operation.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import type { Retention } from '../domain/operations/retention.ts';
import { canBeUndone } from '../domain/operations/undoable.ts';
import type { Downloads } from '../features/downloads/downloads.ts';
import { textFor, type Text } from '../text/text.ts';
import { defined } from '../lib/defined.ts';

/** The person on whose card the links are. */
interface Reader extends Standing {
  readonly actor: Pick<Actor, 'id'>;
  readonly locale?: string | undefined;
}

/** The person to whom an operation is shown. */
interface Viewer {
  readonly reader: Reader;
  readonly text: Text;
  /** for viewers who may see it, but not decide about it */
  readonly readOnly?: boolean;
  /** the answers given so far, while some are missing */
  readonly given?: Decided;
  /** on the operation's own card in the chat, below which its notice stands */
  readonly isFolded?: boolean;
}

/** Operations as cards, with freshly made, temporary links for viewers who may have the files. */
export interface OperationView {
  links(operation: Operation, reader: Reader): Promise<OperationLinks>;
  /** @param viewer absent: the admin who requested it, in their language */
  card(operation: Operation, viewer?: Viewer): Promise<Card>;
  /** @param viewer absent: the admin who requested it, in their language */
  notice(operation: Operation, viewer?: Viewer): Promise<Card>;
}

export interface OperationViewDeps {
  readonly files: Pick<FileStore, 'exists'>;
  readonly downloads: Pick<Downloads, 'link'>;
  readonly retention: Pick<Retention, 'keptUntil'>;
  readonly linkMinutes: number;
  /** milliseconds since 1970 */
  now(): number;
  standingOf(tenant: string, person: string): Promise<Standing>;
}

export function createOperationView(deps: OperationViewDeps): OperationView {
  const { files, downloads, linkMinutes, retention } = deps;

  async function links(operation: Operation, reader: Reader): Promise<OperationLinks> {
    const { tenant, original, errorLog, fileName, state } = operation;
    const { right } = fileDoorOf(operation);
    const { actor, locale = 'en' } = reader;
    const isTheirs = isOwnGroupFile(operation, actor.id);
    if (!isTheirs && !may(reader, right)) return {};
    const whose = { tenant, person: actor.id, locale, ...(!isTheirs && { right }) };
    const link = (name: string, savedAs: string) =>
      downloads.link({ name, fileName: savedAs }, whose);
    // A running operation has its files; those of an ended one may have been deleted after their time.
    const isThere = async (name = '') => name !== '' && (!isEnded(state) || files.exists(name));
    const asked = operation.preview?.questions?.list;
    const people = operation.preview?.leaving?.list;
    const isAboutPeople = state === 'preview' || (isEnded(state) && peopleToDelete(operation) > 0);
    const [hasOriginal, hasLog, hasAsked, hasPeople] = await Promise.all([
      isThere(original),
      isThere(errorLog),
      state === 'preview' && isThere(asked),
      isAboutPeople && isThere(people),
    ]);
    const logName = `${fileName.replace(/\.[^.]*$/, '')} - error log.csv`;
    const peopleName = `${fileName.replace(/\.[^.]*$/, '')} - people.csv`;
    const askedName = `${fileName.replace(/\.[^.]*$/, '')} - questions.csv`;
    return {
      ...(hasOriginal && { original: await link(original, fileName) }),
      ...(hasLog && { errorLog: await link(errorLog ?? '', logName) }),
      ...(hasAsked && { asked: await link(asked ?? '', askedName) }),
      ...(hasPeople && { people: await link(people ?? '', peopleName) }),
      ...(original !== '' && !hasOriginal && { gone: true }),
      ...(isEnded(state) && (hasOriginal || hasLog) && until(operation)),
    };
  }

  function until({ kind, at, endedAt = at }: Operation) {
    return {
      // The file of an import is as old as its operation, that of an export is written at the end.
      until: retention.keptUntil(kind === 'import' ? at : endedAt),
      workUntil: new Date(deps.now() + linkMinutes * 60_000).toISOString(),
    };
  }

  async function ownerOf({ tenant, by, locale, timeZone, card }: Operation): Promise<Viewer> {
    const reader = { ...(await deps.standingOf(tenant, by.id)), actor: by, locale };
    return { reader, text: textFor(locale, timeZone), isFolded: card?.isOpened !== true };
  }

  const undoable = (operation: Operation, standing: Standing) =>
    (operation.group?.only === true || may(standing, undoRight(operation))) &&
    canBeUndone(operation, deps.now());

  return {
    links,
    async card(operation, viewer) {
      const shownTo = viewer ?? (await ownerOf(operation));
      const { reader, text, readOnly = false, given, isFolded = false } = shownTo;
      return operationCard({
        text,
        operation,
        links: await links(operation, reader),
        readOnly,
        ...defined({ given }),
        undoable: undoable(operation, reader),
        isFolded,
        ...(operation.card?.user !== undefined && { refreshFor: [operation.card.user] }),
      });
    },
    async notice(operation, viewer) {
      const { reader, text } = viewer ?? (await ownerOf(operation));
      return noticeCard({
        directory: true,
        text,
        operation,
        links: await links(operation, reader),
        undoable: undoable(operation, reader),
      });
    },
  };
}
