import { assumptions as given } from './assumptions.ts';
import type { Kept } from './kept.ts';
import { dailyRound, idleDay } from './predict.ts';
import { prices } from './prices.ts';
import { kindsOf, requestKinds, sum, type Requests } from './requests.ts';
import type { Organization } from './organizations.ts';

const days = 30;
const monthSeconds = days * 24 * 3_600;

/** Dollars a month. */
export type Cost = Readonly<
  Record<
    | 'work: tables'
    | 'work: blobs'
    | 'work: queues'
    | 'polling'
    | 'daily round of each worker'
    | 'tables kept'
    | 'blobs kept'
    | 'downloads'
    | 'processes',
    number
  >
>;

/** @param week what was asked in a week */
export function costOf(
  week: Requests,
  organizations: readonly Organization[],
  kept: Kept,
  workers: number,
): Cost {
  const month = sum([days / 7, week]);
  const idle = sum(
    [given.webs * days, idleDay({ web: true, worker: false })],
    [workers * days, idleDay({ web: false, worker: true })],
  );
  const rounds = sum(
    ...organizations.map(({ people }) => [workers * days, dailyRound(people, 60)] as const),
  );
  return {
    'work: tables': priceOf(month, 'table'),
    'work: blobs': priceOf(month, 'blob'),
    'work: queues': priceOf(month, 'queue'),
    polling: priceOf(idle),
    'daily round of each worker': priceOf(rounds),
    'tables kept':
      (kept.peopleGB + kept.linksGB + kept.operationsAYearGB + kept.auditAYearGB) * prices.tableGB,
    'blobs kept': (kept.filesGB + kept.plansGB + kept.viewsGB) * prices.blobGB,
    downloads: kept.downloadsGB * prices.egressGB,
    processes:
      (given.webs + workers) *
      monthSeconds *
      (given.vcpu * prices.vcpuSecond + given.gib * prices.gibSecond),
  };
}

/** An organization in a deployment of its own: one process that is web and worker, with half of each, always on. */
export function costOfOwnDeployment(): { readonly process: number; readonly polling: number } {
  return {
    process: monthSeconds * (0.5 * prices.vcpuSecond + 1 * prices.gibSecond),
    polling: priceOf(sum([days, idleDay({ web: true, worker: true })])),
  };
}

function priceOf(requests: Requests, service = ''): number {
  const kinds = service === '' ? requestKinds : kindsOf(service);
  return kinds.reduce(
    (all, kind) => all + ((requests[kind] ?? 0) / 10_000) * prices.requests[kind],
    0,
  );
}
