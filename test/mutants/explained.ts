import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, type NumberedMutant } from './switches.ts';

/** Mutants that live because they change nothing that could be lost, with the reason. */
export interface Explained {
  readonly file: string;
  /** As `Mutant.change` has it. */
  readonly change: string;
  /** A part of its line, since a file may have the same change in several places. */
  readonly in: string;
  readonly why: string;
}

export const explained: readonly Explained[] = [
  {
    file: 'src/lib/retry-on-conflict.ts',
    change: '> → >=',
    in: 'performance.now() + wait > endsAt',
    why: 'The end of the patience, to the nanosecond.',
  },
  {
    file: 'src/jobs/in-write-order.ts',
    change: '!(await deps.writeQueue.isFirst(tenant, place)) → true',
    in: 'place))) {',
    why: 'The first one joins again, which changes nothing: requests more, and the same outcome.',
  },
  {
    file: 'src/jobs/in-write-order.ts',
    change: '!(await deps.writeQueue.isFirst(tenant, place)) → true',
    in: 'clearHead(deps, tenant)',
    why: 'The one at the head finds itself there and leaves itself alone: requests more, and the same outcome.',
  },
  {
    file: 'src/jobs/queue-loop.ts',
    change: 'afterSeconds > longestWakeSeconds → false',
    in: 'longestWakeSeconds',
    why: 'A timer more, and a poll more when it fires.',
  },
  {
    file: 'src/jobs/queue-loop.ts',
    change: '> → >=',
    in: 'longestWakeSeconds',
    why: 'A message that is due in exactly that time is found by polling instead.',
  },
  {
    file: 'src/jobs/queue-loop.ts',
    change: 'running ?? Promise.resolve() → (running)',
    in: 'running ??',
    why: 'What isn’t a promise ends a race at once, too.',
  },
  {
    file: 'src/jobs/queue-loop.ts',
    change: '> → >=',
    in: 'afterSeconds > 0',
    why: 'A timer of no seconds.',
  },
  {
    file: 'src/infra/storage/rows.ts',
    change: 'etag === undefined → false',
    in: 'etag === undefined ? {}',
    why: 'The SDK takes an etag of undefined for none.',
  },
  {
    file: 'src/infra/storage/rows.ts',
    change: '>= → >',
    in: 'made.length >= most',
    why: 'A page more is read, and cut off.',
  },
  {
    file: 'src/infra/storage/upload.ts',
    change: 'assertHeld(); → ;',
    in: 'assertHeld',
    why: 'Each request to the storage asks the same right before it.',
  },
  {
    file: 'src/features/imports/recognise-rows.ts',
    change: "email === '' → false",
    in: 'index.withEmail(email)',
    why: 'No one is known by an empty value, which their record decides.',
  },
  {
    file: 'src/features/imports/recognise-rows.ts',
    change: "employeeId === '' → false",
    in: 'index.withEmployeeId(employeeId)',
    why: 'No one is known by an empty value, which their record decides.',
  },
  {
    file: 'src/features/imports/repeated-keys.ts',
    change: '> → >=',
    in: 'again.size > 0',
    why: 'An empty set has neither value.',
  },
  {
    file: 'src/lib/fence.ts',
    change: '>= → >',
    in: 'if (performance.now() >= heldUntil)',
    why: 'The end of a right, to the fraction of a millisecond.',
  },
  {
    file: 'src/lib/fence.ts',
    change: '>= → >',
    in: '!isEnded && performance.now()',
    why: 'The end of a right, to the fraction of a millisecond.',
  },
  {
    file: 'src/edge/download.ts',
    change: 'limit.throwIfAborted(); → ;',
    in: 'limit.throwIfAborted',
    why: 'The request ends with the same signal, and then its body does.',
  },
  {
    file: 'src/edge/download.ts',
    change: '!response.complete → false',
    in: '!response.complete',
    why: 'Node ends a body that breaks off with an error of its own.',
  },
  {
    file: 'src/edge/download.ts',
    change: 'response.statusCode ?? 0 → (response.statusCode)',
    in: 'response.statusCode ?? 0',
    why: 'An answer has a status. The type has none for requests.',
  },
  {
    file: 'src/edge/download.ts',
    change: '.toLowerCase() → nothing',
    in: 'address.hostname',
    why: 'The host of a URL is in lower case.',
  },
  {
    file: 'src/cards/template.ts',
    change: 'known !== undefined → false',
    in: 'known !== undefined',
    why: 'A file is read again, with the same content.',
  },
  {
    file: 'src/cards/template.ts',
    change: 'loaded.set(name, template); → ;',
    in: 'loaded.set',
    why: 'A file is read again, with the same content.',
  },
  {
    file: 'src/infra/storage/outbox.ts',
    change: 'etag !== undefined → false',
    in: 'etag !== undefined',
    why: 'What was just written is read again.',
  },
  {
    file: 'src/features/notices/send-notice.ts',
    change: 'row.nextAt === undefined → false',
    in: 'row.nextAt === undefined',
    why: 'No time is not a later one either: what is compared is no number.',
  },
  {
    file: 'src/features/notices/deliver.ts',
    change: "result === 'waits' && !(await mayStillTry(tenant, to)) → false",
    in: "result === 'waits' && ",
    why: 'Each of the other notices finds for itself that the person is away: reads more, and the same outcome.',
  },
  {
    file: 'src/infra/storage/turns.ts',
    change: 'false → true',
    in: 'ref: false',
    why: 'A process that ends may do so some seconds later.',
  },
  {
    file: 'src/lib/spreadsheets/cell-guard.ts',
    change: 'isPlainStart(text) → false',
    in: 'isPlainStart(text)',
    why: 'A short cut for most cells: what begins plainly has no guard to remove.',
  },
  {
    file: 'src/features/imports/undo/before-image.ts',
    change: "network ?? '' → (network)",
    in: "network ?? ''",
    why: 'People who were moved were moved to a network; the type knows other bulk changes.',
  },
  {
    file: 'src/features/imports/undo/people-to-undo.ts',
    change: "ids.at(-1) ?? '' → (ids.at(-1))",
    in: 'ids.at(-1)',
    why: 'There is a last one of more than a few.',
  },
  {
    file: 'src/features/imports/undo/people-to-undo.ts',
    change: "page.at(-1)?.id ?? '' → (page.at(-1)?.id)",
    in: 'page.at(-1)',
    why: 'An empty page is at no end either way: what is compared is nothing.',
  },
  {
    file: 'src/features/imports/undo/listed-people.ts',
    change: "undo?.of ?? '' → (undo?.of)",
    in: 'undo?.of',
    why: 'An undo says of what. Where it doesn’t, there is no plan of that name either.',
  },
  {
    file: 'src/features/imports/undo/undo-requests.ts',
    change: 'undone === undefined → false',
    in: 'undone === undefined',
    why: 'It was noted just before; the type doesn’t know.',
  },
  {
    file: 'src/features/imports/undo/undo-requests.ts',
    change: 'false → true',
    in: 'again: false, removed',
    why: 'A look doesn’t ask whether it is an undo of an undo.',
  },
  {
    file: 'src/features/imports/undo/undo-shard.ts',
    change: 'restored.history[0]?.changes ?? [] → (restored.history[0]?.changes)',
    in: 'restored.history',
    why: 'Who is put back has an entry of it.',
  },
  {
    file: 'src/features/people/phone-claims.ts',
    change: "owner.fields.phone ?? '' → (owner.fields.phone)",
    in: 'before: owner.fields.phone',
    why: 'The owner of a number has it.',
  },
  {
    file: 'src/features/people/phone-claims.ts',
    change: "before.fields.phone ?? '' → (before.fields.phone)",
    in: 'const former',
    why: 'Somebody without a number gives up the place of none: requests more, and the same outcome.',
  },
  {
    file: 'src/features/people/phone-claims.ts',
    change: "phone === '' → false",
    in: "if (phone === '') continue",
    why: 'Nobody has the place of no number: requests more, and the same outcome.',
  },
  {
    file: 'src/features/people/phone-claims.ts',
    change: 'holder === undefined → false',
    in: 'holder === undefined',
    why: 'The place of a number that nobody has moves without need, to where nobody is either.',
  },
  {
    file: 'src/features/people/phone-claims.ts',
    change: "former === '' → false",
    in: "former === ''",
    why: 'The place of no number is nobody’s: requests more, and the same outcome.',
  },
  {
    file: 'src/features/imports/undo/undo-shard.ts',
    change: "again !== 'conflict' → false",
    in: "again !== 'conflict'",
    why: 'They are written one by one: requests more, and the same outcome.',
  },
  {
    file: 'src/features/people/phone-claims.ts',
    change: "claimed !== 'claimed' → true",
    in: "claimed !== 'claimed'",
    why: 'What is claimed has nobody who has taken it.',
  },
  {
    file: 'src/features/people/undo-merge.ts',
    change: "goes.deletedAt ?? '' → (goes.deletedAt)",
    in: "goes.deletedAt ?? ''",
    why: 'Who is brought back was away.',
  },
  {
    file: 'src/features/people/undo-merge.ts',
    change: "outcome === 'written' → false",
    in: "outcome === 'written' ? undefined",
    why: 'Both are read again, and found done.',
  },
  {
    file: 'src/features/imports/undo/undo-shard.ts',
    change: '< → <=',
    in: 'from < notKnown.length',
    why: 'After a full hundred, nobody is read and nobody written.',
  },
];

/** Whether the explanation is that mutant's. */
export function explains(one: Explained, { file, change, line }: NumberedMutant): boolean {
  if (one.file !== file || one.change !== change) return false;
  const text = readFileSync(join(root, file), 'utf8').split('\n')[line - 1] ?? '';
  return text.includes(one.in);
}
