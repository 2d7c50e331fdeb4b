import { shardOf, shards } from '../src/domain/person-id.ts';
import type { Person } from '../src/domain/person.ts';
import type { Storage } from '../src/infra/storage/storage.ts';
import { createDirectoryView, type DirectoryView } from '../src/features/search/directory-view.ts';
import { forEachConcurrent } from '../src/lib/concurrency.ts';
import { withEmbeddedStore } from './embedded-store.ts';
import { keepFigures, measure, memoryInUse, rounded, type Measured } from './figures.ts';
import { paperStores } from './paper-view.ts';
import { fillDirectory, tenant, unkeptPeople } from './sample-directory.ts';

/* Measures how fast the directory is browsed and searched on the embedded store, and how much memory its view takes. */
const millionOnPaper = 1_000_000;
const importedPeople = 10_000;
const coldRuns = 20;
const warmRuns = 200;
const page = { network: 'Employee', locale: 'en', size: 10 } as const;

interface Result {
  readonly people: number;
  readonly fillPerSecond: number;
  readonly rebuildMs: number;
  readonly rebuildLongestStretchMs: number;
  readonly viewMB: number;
  readonly questions: Readonly<Record<string, Measured>>;
}

async function benchSize(storage: Storage, people: number): Promise<Result> {
  const began = performance.now();
  const picked = await fillDirectory(storage.people, people);
  const fillPerSecond = Math.round(people / ((performance.now() - began) / 1000));
  const makeView = () =>
    createDirectoryView({
      people: storage.people,
      segments: storage.segments,
      changes: storage.changes,
      now: Date.now,
    });
  const rebuilding = makeView();
  const rebuild = await measure(1, () => rebuilding.rebuild(tenant));

  const before = await memoryInUse();
  const view = makeView();
  await view.totals(tenant);
  const viewMB = rounded((await memoryInUse()) - before);
  const cold = {
    'page, cold': await measure(coldRuns, () => makeView().page(tenant, page)),
    'find, cold': await measure(coldRuns, () => makeView().find(tenant, 'anna', 15, 'en')),
  };
  const warm = await warmQuestions(storage, view, picked);
  return {
    people,
    fillPerSecond,
    rebuildMs: rebuild.max,
    rebuildLongestStretchMs: rebuild.maxStretchMs,
    viewMB,
    questions: { ...cold, ...warm, ...(await changing(storage, view, picked)) },
  };
}

async function warmQuestions(storage: Storage, view: DirectoryView, picked: readonly Person[]) {
  const one = (run: number) => picked[(run * 7) % picked.length]?.fields ?? {};
  const cursor = (run: number) => ({ name: one(run).displayName ?? '', id: '0' });
  const find = (text: (run: number) => string) =>
    measure(warmRuns, (run) => view.find(tenant, text(run), 15, 'en'));
  return {
    'first page': await measure(warmRuns, () => view.page(tenant, page)),
    'page after someone': await measure(warmRuns, (run) =>
      view.page(tenant, { ...page, after: cursor(run) }),
    ),
    'page before someone': await measure(warmRuns, (run) =>
      view.page(tenant, { ...page, before: cursor(run) }),
    ),
    'page of a department': await measure(warmRuns, (run) =>
      view.page(tenant, { ...page, department: one(run).department ?? '', after: cursor(run) }),
    ),
    'first page in Swedish, arranging': await measure(1, () =>
      view.page(tenant, { ...page, locale: 'sv' }),
    ),
    'page in Swedish': await measure(warmRuns, (run) =>
      view.page(tenant, { ...page, locale: 'sv', after: cursor(run) }),
    ),
    'duplicates, once': await measure(1, () => view.duplicates(tenant, [])),
    'totals and departments': await measure(warmRuns, () =>
      Promise.all([view.totals(tenant), view.values(tenant, 'Employee', 'department')]),
    ),
    'find by name': await find((run) => one(run).displayName ?? ''),
    'find by beginnings': await find((run) => (one(run).lastName ?? '').slice(0, 3)),
    'find by one letter': await find((run) => String.fromCharCode(97 + (run % 26))),
    'find by a piece': await find((run) => (one(run).lastName ?? '').slice(1, 5)),
    'find by phone': await find((run) => one(run).phone ?? ''),
    'find by the end of a phone': await find((run) => (one(run).phone ?? '').slice(-6)),
    'find by email': await find((run) => one(run).email ?? ''),
    'find by employee id': await find((run) => one(run).employeeId ?? ''),
    'profile of someone found': await measure(warmRuns, async (run) => {
      const { entries } = await view.find(tenant, one(run).phone ?? '', 1, 'en');
      const id = entries[0]?.id ?? '';
      const people = await storage.people.read(tenant, shardOf(id), [id]);
      if (!people.has(id)) throw new Error('a profile was missed');
    }),
    'find nobody': await find((run) => `nobody like this ${String(run)}`),
  };
}

/** Changes a person and searches for them at once. */
async function changing(storage: Storage, view: DirectoryView, picked: readonly Person[]) {
  const change = async (run: number): Promise<string> => {
    const id = picked[run % picked.length]?.id ?? '';
    const there = (await storage.people.read(tenant, shardOf(id), [id])).get(id);
    if (there === undefined) throw new Error('a sample person is gone');
    const { etag, ...person } = there;
    const displayName = `Changed Sample ${String(run)}`;
    await storage.changes.people(tenant, [id]);
    await storage.people.write(tenant, shardOf(id), [
      { type: 'update', etag, person: { ...person, fields: { ...person.fields, displayName } } },
    ]);
    return displayName;
  };
  const names: string[] = [];
  for (let run = 0; run < 40; run += 1) names.push(await change(run));
  // Before the imports, which may rename the same people.
  const changed = await measure(40, async (run) => {
    const name = names[run] ?? '';
    const { entries } = await view.find(tenant, name, 15, 'en');
    if (!entries.some((entry) => entry.name === name)) throw new Error('a change was missed');
  });
  const told = await afterImport(storage, view, true);
  const followed = await afterImport(storage, view, false);
  return {
    [`find right after an import of ${importedPeople} by this process`]: told,
    [`find right after an import of ${importedPeople} by another`]: followed,
    'find who was changed just now (40 of them)': changed,
  };
}

/** Renames people as a large import does, and searches for the last of them at once. */
async function afterImport(storage: Storage, view: DirectoryView, isTold: boolean) {
  const raw = { people: storage.people, changeFeed: storage.changes };
  const { people, changeFeed } = isTold ? view.telling(raw) : raw;
  const mark = isTold ? 'Told' : 'Followed';
  let last = '';
  await forEachConcurrent(shards, 4, async (shard) => {
    await changeFeed.shard(tenant, shard);
    let left = importedPeople / shards.length;
    for await (const page of storage.people.scan(tenant, shard)) {
      for (let from = 0; from < Math.min(page.length, left); from += 100) {
        const writes = page.slice(from, Math.min(from + 100, left)).map(({ etag, ...person }) => {
          last = `${mark} ${person.id}`;
          const fields = { ...person.fields, displayName: last };
          return { type: 'update', etag, person: { ...person, fields } } as const;
        });
        if ((await people.write(tenant, shard, writes)) !== 'written')
          throw new Error('a conflict');
      }
      left -= page.length;
      if (left <= 0) break;
    }
    await changeFeed.shard(tenant, shard);
  });
  return measure(1, async () => {
    const { entries } = await view.find(tenant, last, 15, 'en');
    if (!entries.some(({ name }) => name === last)) throw new Error('an import was missed');
  });
}

/** Without a store: the memory of a view of this many people, and the time to build and query it. */
async function onPaper(people: number) {
  const kept = new Map<string, Buffer>();
  const deps = paperStores(unkeptPeople(people), kept);
  const rebuilding = await measure(1, () => createDirectoryView(deps).rebuild(tenant));
  const before = await memoryInUse();
  const view = createDirectoryView(deps);
  const loading = await measure(1, () => view.totals(tenant));
  const viewMB = rounded((await memoryInUse()) - before);
  const keptMB = rounded([...kept.values()].reduce((sum, { length }) => sum + length, 0) / 2 ** 20);
  const sample = sampleNames();
  const pages = await measure(40, (run) =>
    view.page(tenant, { ...page, after: { name: sample[run % sample.length] ?? '', id: '0' } }),
  );
  const finds = await measure(40, (run) =>
    view.find(tenant, sample[run % sample.length]?.slice(1, 5) ?? '', 15, 'en'),
  );
  return { people, viewMB, keptMB, rebuilding, loading, pages, finds };
}

function sampleNames(): string[] {
  return [
    'Marta Kowalska',
    'Ravi Sharma',
    'Ola Nilsson',
    'Jean Dupont',
    'Zeynep Kaya',
    'Carla Rossi',
  ];
}

/** @param sizes numbers of people */
export async function benchDirectory(sizes: readonly number[]): Promise<void> {
  const results: Result[] = [];
  for (const people of sizes) {
    const result = await withEmbeddedStore(({ storage }) => benchSize(storage, people));
    results.push(result);
    const { questions, ...rest } = result;
    console.table([rest]);
    console.table(questions);
  }
  const million = await onPaper(millionOnPaper);
  const { people, viewMB, keptMB, ...figures } = million;
  console.table([{ people, viewMB, keptMB }]);
  console.table(figures);
  await keepFigures('directory', { results, million });
}
