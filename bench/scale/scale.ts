import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keepFigures } from '../figures.ts';
import { assumptions } from './assumptions.ts';
import { costOf, costOfOwnDeployment } from './cost.ts';
import { weekAsSvg } from './figure.ts';
import { keptBy } from './kept.ts';
import { limits } from './limits.ts';
import { lastMeasured } from './measure.ts';
import { makeOrganizations } from './organizations.ts';
import { prices } from './prices.ts';
import { total } from './requests.ts';
import { playWeek } from './week.ts';
import { workOf } from './work.ts';

const workersTried = [1, 2, 4, 8];
const usualWorkers = 2;
const tenTimes = 10;
const figure = path.join(import.meta.dirname, '..', '..', 'docs', 'images', 'scale-week.svg');

/** Reckons what docs/scale.md tells, by what was measured the last time. */
export async function reckonScale(): Promise<void> {
  const measured = await lastMeasured();
  const { worker } = measured;
  const organizations = makeOrganizations();
  const weeks = workersTried.map((workers) => playWeek(organizations, worker, workers));
  const usual = weeks.find(({ workers }) => workers === usualWorkers);
  if (usual === undefined) return;
  const many = makeOrganizations(assumptions.organizations * tenTimes);
  const tenfold = playWeek(many, worker, usualWorkers);
  const kept = keptBy(organizations, measured);
  const largest = workOf(assumptions.largest, worker);
  const parts = { weekly: largest.weekly, firstImport: largest.firstImport };
  const jobs = {
    ...Object.fromEntries(
      Object.entries(parts).flatMap(([name, { plan, apply }]) => [
        [`${name}, plan`, plan],
        [`${name}, apply`, apply],
      ]),
    ),
    export: largest.export,
    'daily sync': largest.daily,
    'first sync': largest.firstSync,
  };
  const ofLargest = Object.entries(jobs).map(([job, { cpu, least, requests, rows, busiest }]) => ({
    job,
    cpuSeconds: Math.round(cpu),
    leastSeconds: Math.round(least),
    requests: Math.round(total(requests)),
    rows: Math.round(rows),
    rowsOfBusiestPartition: Math.round(busiest),
  }));
  const cost = costOf(usual.requests, organizations, kept, usualWorkers);
  const figures = {
    ...{ assumptions, limits, prices, kept, cost, ofLargest },
    costOfOwnDeployment: costOfOwnDeployment(),
    weeks: weeks.map(told),
    tenfold: told(tenfold),
  };
  for (const week of figures.weeks) console.log(JSON.stringify(week));
  console.table(ofLargest);
  console.log(kept, cost, figures.costOfOwnDeployment, JSON.stringify(figures.tenfold));
  await writeFile(figure, weekAsSvg(usual.quarters, organizations));
  await keepFigures('scale', JSON.parse(JSON.stringify(figures, roundedNumbers)) as object);
}

function told({ quarters: _quarters, requests, ...week }: ReturnType<typeof playWeek>) {
  return { ...week, requestsInWeek: Math.round(total(requests)), requests };
}

function roundedNumbers(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Math.round(value * 100) / 100;
}
