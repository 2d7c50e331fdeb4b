import { heldDays } from '../domain/operations/sync-facts.ts';
import type { Operation, Preview, ProblemSample } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { packAction, toggle } from './action-data.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { commonData, logLink } from './operation-parts.ts';
import { changeRow, personRow, previewDetails } from './preview-parts.ts';
import type { PreviewDetail } from './preview-parts.ts';
import { fitted } from './size.ts';
import { factsOf, syncCounts } from './sync-words.ts';
import { expandCard } from './template.ts';

const nothingFound: Pick<Preview, 'problems' | 'addedSample' | 'updatedSample'> & Partial<Preview> =
  { problems: [], addedSample: [], updatedSample: [] };

/** The preview of the first sync. Nothing has been written yet; the admin starts it or cancels. */
export const syncPreviewCard = fitted<OperationCardInput, PreviewDetail>(build, previewDetails);

function build({ text, operation, links, readOnly }: OperationCardInput, detail: PreviewDetail) {
  const { counts } = operation;
  const { preview = nothingFound } = operation;
  const facts = factsOf(operation);
  const words = text.sync.preview;
  const line = text.countLine({ ...counts, removed: facts.removed });
  const summary = line === '' ? words.title : `${words.title}: ${line}`;
  const problems = preview.problems.slice(0, detail.rows);
  const removed = (preview.removedSample ?? []).slice(0, detail.rows);
  const updated = preview.updatedSample.slice(0, detail.rows);
  const added = preview.addedSample.slice(0, detail.rows);
  const held = (preview.heldSample ?? []).slice(0, detail.rows);
  const data = {
    ...commonData(text, summary, [
      ...(readOnly === true ? [] : actionsFor(text, operation)),
      // Its part opens above the buttons, so that the decision stays together.
      ...(problems.length + held.length + updated.length + added.length === 0
        ? []
        : [toggle(text.buttons.details, 'details')]),
    ]),
    title: operation.state === 'held' ? text.sync.stopped.title : words.title,
    subtitle: words.subtitle,
    counts: syncCounts(text, operation, counts),
    nothingWritten: text.preview.nothingWritten,
    note: note(text, operation),
    moved: [stopped(text, operation), notes(text, operation)].filter(Boolean).join(' '),
    problemsTitle: words.problemsTitle(problems.length, counts.rejected),
    problems: problems.map((problem) => problemRow(text, problem, detail)),
    removedTitle: words.removedTitle(removed.length, facts.removed),
    removedHint: words.removedHint,
    removed: removed.map((sample) => personRow(sample, detail)),
    heldTitle: text.sync.held.previewTitle,
    heldHint: text.sync.held.previewHint,
    held: held.map((sample) => changeRow(text, sample, preview.ownAttributes ?? [], detail)),
    updatedTitle: text.preview.updatedTitle(updated.length, counts.updated),
    updated: updated.map((sample) => changeRow(text, sample, preview.ownAttributes ?? [], detail)),
    addedTitle: text.preview.addedTitle(added.length, counts.added),
    added: added.map((sample) => personRow(sample, detail)),
  };
  const card = expandCard('sync-preview', data);
  // Start sync, Cancel and Details come first, then the link.
  const log = logLink(text, 'sync', links);
  return { card: { ...card, actions: [...(card.actions ?? []), ...log] }, summary };
}

function actionsFor(text: Text, operation: Operation): CardNode[] {
  const { id, kind, state } = operation;
  if (state === 'held') {
    return [
      packAction(
        text.buttons.applySync,
        { verb: 'apply-sync', operation: id },
        { isPrimary: true },
      ),
      packAction(text.buttons.discardSync, { verb: 'discard-sync', operation: id }),
    ];
  }
  // There is nothing to recommend where nothing would change.
  const isPrimary = note(text, operation) === '';
  return [
    packAction(text.buttons.startSync, { verb: 'start-sync', operation: id }, { isPrimary }),
    packAction(text.buttons.cancel, { verb: 'cancel-operation', operation: id, kind }),
  ];
}

/** Facts beyond the counts that an admin should know before selecting Start sync. */
function notes(text: Text, operation: Operation): string {
  const { moved = 0 } = operation.preview ?? {};
  const { restored } = factsOf(operation);
  return [
    moved > 0
      ? text.preview.movedTo({
          people: moved,
          from: text.network('Others'),
          to: text.network('Employee'),
        })
      : '',
    restored > 0 ? text.sync.preview.broughtBack(restored) : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
}

function note(text: Text, operation: Operation): string {
  const { counts } = operation;
  const { removed, held = 0 } = factsOf(operation);
  if (counts.added + counts.updated + removed + held > 0) return '';
  const words = text.sync.preview;
  if (counts.unchanged > 0 && counts.rejected > 0) return words.nothingSynced;
  return counts.unchanged > 0 ? words.nothingChanges : words.noneUsable;
}

/** A sync has no line numbers: a problem is shown with the person and the value. */
function problemRow(text: Text, problem: ProblemSample, { characters }: PreviewDetail) {
  return {
    who: problem.name === undefined ? '' : shorten(problem.name, characters),
    reason: text.rowReason({
      ...problem,
      column: problem.column === undefined ? undefined : shorten(problem.column, characters),
      value: problem.value === undefined ? undefined : shorten(problem.value, characters),
    }),
  };
}

/** Why a sync is held, and how long it waits. */
function stopped(text: Text, { state, sync }: Operation): string {
  if (state !== 'held' || sync?.bigChange === undefined) return '';
  const { stopped: words } = text.sync;
  return `${words.intro(sync.bigChange)} ${words.until(heldDays)}`;
}
