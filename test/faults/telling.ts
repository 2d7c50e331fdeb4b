import type { RunReport } from './run-seed.ts';

/** One run in one line. */
export function lineOf({ seed, wrong, faults, ...report }: RunReport): string {
  const { kills, pauses, operations, seconds } = report;
  const ended = [...operations.values()].reduce((sum, count) => sum + count, 0);
  const hit = [...faults.values()].reduce((sum, count) => sum + count, 0);
  const outcome = wrong.length === 0 ? 'ok    ' : 'FAILED';
  return `${outcome} seed ${seed}: ${ended} operations, ${hit} faults, ${kills.web + kills.worker} kills, ${pauses.web + pauses.worker} pauses, ${seconds.toFixed(0)} s`;
}

/** All runs in a table. */
export function summary(reports: readonly RunReport[]): string {
  const failed = reports.filter(({ wrong }) => wrong.length > 0).map(({ seed }) => seed);
  const seconds = reports.map((report) => report.seconds).toSorted((one, other) => one - other);
  const kills = (role: 'web' | 'worker') =>
    reports.reduce((sum, report) => sum + report.kills[role], 0);
  const pauses = (role: 'web' | 'worker') =>
    reports.reduce((sum, report) => sum + report.pauses[role], 0);
  const bothDied = reports.filter((report) => report.kills.web > 0 && report.kills.worker > 0);
  const signals = reports.reduce((sum, report) => sum + report.signals, 0);
  const faults = added(reports.map((report) => report.faults));
  return [
    '',
    `runs                  ${reports.length}, ${failed.length} failed${failed.length === 0 ? '' : `: ${failed.join(', ')}`}`,
    `seconds a run         ${seconds[Math.floor(seconds.length / 2)]?.toFixed(0) ?? ''} in the middle, ${seconds.at(-1)?.toFixed(0) ?? ''} the longest`,
    `invariants checked    ${reports.reduce((sum, { checked }) => sum + checked, 0)}`,
    `kills survived        ${kills('web')} web, ${kills('worker')} worker; both in ${bothDied.length} runs; ${signals} by a signal`,
    `pauses survived       ${pauses('web')} web, ${pauses('worker')} worker`,
    `faults injected       ${sumOf(faults)}`,
    ...listed(faults),
    `files left, swept     ${reports.reduce((sum, { swept }) => sum + swept, 0)}`,
    'operations',
    ...listed(added(reports.map((report) => report.operations))),
    'notices',
    ...listed(added(reports.map((report) => report.notices))),
  ].join('\n');
}

function added(maps: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const map of maps) {
    for (const [what, count] of map) all.set(what, (all.get(what) ?? 0) + count);
  }
  return all;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function listed(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([what, count]) => `  ${String(count).padStart(7)}  ${what}`);
}
