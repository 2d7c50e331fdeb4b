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
];

/** Whether the explanation is that mutant's. */
export function explains(one: Explained, { file, change, line }: NumberedMutant): boolean {
  if (one.file !== file || one.change !== change) return false;
  const text = readFileSync(join(root, file), 'utf8').split('\n')[line - 1] ?? '';
  return text.includes(one.in);
}
