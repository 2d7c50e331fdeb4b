import type { StoredPerson } from '../src/domain/people-store.ts';
import { shards } from '../src/domain/person-id.ts';
import { listFile } from '../src/features/imports/list-file.ts';
import {
  createDirectoryView,
  parseSearch,
  type Filter,
} from '../src/features/search/directory-view.ts';
import { defined } from '../src/lib/defined.ts';
import { keepFigures, memoryInUse, rounded } from './figures.ts';
import { paperStores } from './paper-view.ts';
import { sampleDirectory, tenant } from './sample-directory.ts';

/*
 * Measures the processor's time of each filter and list of the directory, with everything in memory, and the memory of
 * everyone who matches on their way into the file of Change all. Without a store: waiting isn't measured.
 */
const mostMs = 50;
const runs = 20;
const size = 10;
const network = 'Employee';
const importedEvery = 100;
const deletedEvery = 20;
const operationOf = (index: number) =>
  `8231489029${String(index % importedEvery).padStart(3, '0')}-aaaaaaaaaaaaaaaa`;

/** People of a shard, with attributes of their own, imports and deletions. */
function* peopleOf(count: number, shard: string): Generator<StoredPerson> {
  let index = 0;
  for (const person of sampleDirectory(count / shards.length, 1 + shards.indexOf(shard))) {
    index += 1;
    const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
    yield {
      ...person,
      id: `${shard}${person.id.slice(1)}`,
      fields: {
        ...person.fields,
        own_badge001: `B-${String(index)}`,
        own_shift001: index % 3 === 0 ? 'yes' : 'no',
      },
      ...{ addedAt: at, changedAt: at, addedIn: operationOf(index) },
      ...(index % deletedEvery === 0 && { deletedAt: new Date().toISOString() }),
      ...{ etag: '1', hash: 'sample-hash-of-24-letters' },
    };
  }
}

function viewOf(people: number) {
  async function* scan(_tenant: string, shard: string) {
    let page: StoredPerson[] = [];
    for (const person of peopleOf(people, shard)) {
      page.push(person);
      if (page.length < 1_000) continue;
      yield page;
      page = [];
      await Promise.resolve();
    }
    yield page;
  }
  return createDirectoryView(paperStores({ scan, read: () => Promise.resolve(new Map()) }));
}

function searchFor(text: string): Omit<Filter, 'network'> {
  return defined({ search: parseSearch(text, ['own_badge001']) });
}

/** A filter with other values in each run, so that none is answered from what the run before it found. */
const filters: Readonly<Record<string, (run: number) => Omit<Filter, 'network'>>> = {
  'no filter': () => ({}),
  department: (run) => ({ department: ['Sales', 'Logistics', 'Store', 'IT'][run % 4] ?? '' }),
  source: (run) => ({ source: run % 2 === 0 ? 'entra' : 'admin' }),
  'signed in': (run) => ({ signedIn: run % 2 === 0 }),
  'no email': (run) => ({ missing: run % 2 === 0 ? 'email' : 'employeeId' }),
  'own text, a part': (run) => ({
    own: { key: 'own_badge001', value: String(run + 11), part: true },
  }),
  'a search by a name': (run) => searchFor(['anna', 'müller', 'sam', 'okafor'][run % 4] ?? ''),
  'a search by two letters': (run) => searchFor(['an', 'el', 'ma', 'so'][run % 4] ?? ''),
  'own yes or no': (run) => ({
    own: { key: 'own_shift001', value: run % 2 === 0 ? 'yes' : 'no' },
  }),
  'added since': (run) => ({ addedSince: Date.UTC(2026, 0, 1) / 1_000 + run * 600 }),
  'changed since': (run) => ({ changedSince: Date.UTC(2026, 0, 1) / 1_000 + run * 600 }),
  'of an import': (run) => ({ operation: operationOf(run) }),
  'added by an import': (run) => ({ operation: operationOf(run), added: { is: true, since: 0 } }),
  'all at once': (run) => ({
    source: 'admin',
    missing: 'email',
    own: { key: 'own_badge001', value: String(run), part: true },
    addedSince: Date.UTC(2026, 0, 1) / 1_000 + run,
    operation: operationOf(run),
  }),
};

async function computing(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function figuresOf(ask: (run: number) => Promise<unknown>) {
  await ask(runs);
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) took.push(await computing(() => ask(run)));
  const sorted = took.toSorted((one, other) => one - other);
  return {
    p50: rounded(sorted[Math.floor(runs / 2)] ?? 0),
    max: rounded(sorted.at(-1) ?? 0),
  };
}

/** Everyone who matches, written as a file that nobody keeps. @returns the memory over that at the start, in MB */
async function everyoneAsFile(view: ReturnType<typeof viewOf>) {
  const start = await memoryInUse();
  const samples: number[] = [];
  let bytes = 0;
  let next = 0;
  const lines = listFile(view.everyone(tenant, { network }), { name: 'Location', value: 'Here' });
  for await (const chunk of lines) {
    bytes += chunk.length;
    if (bytes < next) continue;
    samples.push(rounded((await memoryInUse()) - start));
    next += 250_000;
  }
  return { MB: rounded(bytes / 2 ** 20), samples, mostMB: Math.max(...samples) };
}

/** @param sizes numbers of people */
export async function benchLists(sizes: readonly number[]): Promise<void> {
  const results = [];
  for (const people of sizes) {
    const view = viewOf(people);
    await view.rebuild(tenant);
    const { total } = await view.page(tenant, { network, locale: 'en', size });
    const figures: Record<string, { p50: number; max: number }> = {};
    for (const [name, filter] of Object.entries(filters)) {
      figures[name] = await figuresOf((run) =>
        view.page(tenant, { ...filter(run), network, locale: 'en', size }),
      );
    }
    figures['the deleted'] = await figuresOf((page) =>
      view.deleted(tenant, { since: 0, page, size }),
    );
    const everyone = await everyoneAsFile(view);
    const slow = Object.keys(figures).filter((name) => (figures[name]?.max ?? 0) > mostMs);
    results.push({ people, matching: total, figures, slow, everyone });
    console.table(figures);
    console.log({ people, matching: total, slow, everyone });
  }
  await keepFigures('lists', { mostMs, results });
}
