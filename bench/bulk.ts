import { setTimeout as pause } from 'node:timers/promises';
import { shards } from '../src/domain/person-id.ts';
import type { Person } from '../src/domain/person.ts';
import type { Storage } from '../src/infra/storage/storage.ts';
import { sampleCsv } from '../scripts/sample-people.ts';
import type { SeenCard } from '../test/support/teams-client.ts';
import { withEmbeddedStore, type StoreAddresses } from './embedded-store.ts';
import { keepFigures, rounded } from './figures.ts';
import { importFile } from './imports.ts';
import { startProduct, type Product } from './product.ts';

/*
 * Measures what changes everyone at once, as an admin sees it: everyone in a list who is changed, moved or deleted, with
 * the preview and the undo; and the archive of everything, out of one store and into another, compared person by person.
 * Each is done by a process of its own, whose highest memory and processor time are its alone.
 */
const patienceMs = 1_200_000;
/** A turn takes no longer. */
const turnMs = 30_000;
const changes = {
  set: { change: 'set', field: 'location', newValue: 'Harbour' },
  move: { change: 'move' },
  delete: { change: 'delete' },
} as const;

/** A step of an admin's work. */
interface Step {
  readonly seconds: number;
  /** of the product's processor */
  readonly cpuSeconds: number;
  /** the product's highest memory until its end */
  readonly peakMB: number;
}

async function step(product: Product, work: () => Promise<unknown>): Promise<Step> {
  const [began, cpu] = [performance.now(), await product.cpuSeconds()];
  await work();
  return {
    seconds: rounded((performance.now() - began) / 1_000),
    cpuSeconds: rounded((await product.cpuSeconds()) - cpu),
    peakMB: rounded(await product.peakMB()),
  };
}

async function withProduct<Result>(
  addresses: StoreAddresses,
  work: (product: Product) => Promise<Result>,
): Promise<Result> {
  const product = await startProduct(addresses);
  try {
    return await work(product);
  } finally {
    await product.stop();
  }
}

async function* everyoneIn(storage: Storage, tenant: string): AsyncGenerator<Person> {
  for (const shard of shards) {
    const those: Person[] = [];
    for await (const page of storage.people.scan(tenant, shard)) {
      those.push(...page.map(({ etag: _etag, ...person }) => person));
    }
    yield* those.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }
}

/** @throws when not everyone is as expected */
async function expectOf(
  { people: store }: Storage,
  tenant: string,
  people: number,
  fits: (person: Person) => boolean,
): Promise<void> {
  let fitting = 0;
  for (const shard of shards) {
    for await (const page of store.scan(tenant, shard)) fitting += page.filter(fits).length;
  }
  if (fitting !== people) throw new Error(`${fitting} of ${people} are as expected`);
}

const isChanged: Readonly<Record<keyof typeof changes, (person: Person) => boolean>> = {
  set: ({ fields }) => fields.location === 'Harbour',
  move: ({ network }) => network === 'Others',
  delete: ({ deletedAt }) => deletedAt !== undefined,
};

/** The admin who asks has a work account, which stays where it is. */
const mayStay = (kind: keyof typeof changes, { linked }: Person) => kind !== 'set' && linked;

/** Some of the Employee network are changed, and it is undone. @param department absent: everyone */
async function changeAll(
  storage: Storage,
  product: Product,
  kind: keyof typeof changes,
  department?: string,
) {
  const { tara } = product.teams;
  const { tenantId } = tara.person;
  const { all, those } = await countOf(storage, tenantId, department);
  const expectChanged = (changed: boolean) =>
    expectOf(
      storage,
      tenantId,
      those,
      (person) =>
        isAmong(person, department) &&
        (isChanged[kind](person) === changed || (changed && mayStay(kind, person))),
    );
  const { preview, ...steps } = await asked(product, kind, all, department);
  const apply = await step(product, async () => {
    await tara.press(preview, 'Import', sureOf(department));
    await ended(product, preview, 'Completed');
  });
  await expectChanged(true);
  const notice = await waiting(product, ({ titles }) => titles.includes('Undo import'));
  const undo = await step(product, async () => {
    const question = await tara.pressed(notice, 'Undo import');
    await tara.press(question, 'Undo import');
    await ended(product, question, 'Completed');
  });
  await expectChanged(false);
  return { those, ...steps, apply, undo };
}

/** Everyone who was deleted is restored. */
async function restoreAll(storage: Storage, product: Product, department?: string) {
  const { tara } = product.teams;
  const { those } = await countOf(storage, tara.person.tenantId, department);
  const list = await listOfDeleted(product);
  const apply = await step(product, async () => {
    const question = await tara.pressed(list, 'Restore all');
    await tara.press(question, 'Restore');
    await waiting(
      product,
      ({ text }) => text.includes('Restore deleted people') && text.includes('Completed'),
    );
  });
  await expectOf(
    storage,
    tara.person.tenantId,
    those,
    (person) => isAmong(person, department) && !isChanged.delete(person),
  );
  return { those, apply };
}

async function deleteAll(storage: Storage, product: Product, department?: string) {
  const { tara } = product.teams;
  const { all } = await countOf(storage, tara.person.tenantId);
  const { preview } = await asked(product, 'delete', all, department);
  await tara.press(preview, 'Import', sureOf(department));
  await ended(product, preview, 'Completed');
}

/** A change of few isn't a big one, so it isn't asked about. */
const sureOf = (department?: string) => (department === undefined ? { sure: 'true' } : {});

/** Some 3,600 of 50,000 people. */
const fewIn = 'Sales';

const isAmong = ({ fields }: Person, department?: string) =>
  department === undefined || fields.department === department;

async function countOf(storage: Storage, tenant: string, department?: string) {
  let [all, those] = [0, 0];
  for await (const person of everyoneIn(storage, tenant)) {
    all += 1;
    if (isAmong(person, department)) those += 1;
  }
  return { all, those };
}

async function asked(
  product: Product,
  kind: keyof typeof changes,
  people: number,
  department?: string,
) {
  const { tara } = product.teams;
  const whole = await wholeList(product, people);
  const page = await step(product, async () => {
    await tara.say('directory');
  });
  const list =
    department === undefined ? whole : await tara.pressed(whole, 'Filter', { department });
  const form = await tara.pressed(list, 'Change all…');
  const plan = await step(product, async () => {
    await tara.press(form, 'Continue', changes[kind]);
    await waiting(product, isPreview);
  });
  const preview = await waiting(product, isPreview);
  return { page, plan, preview };
}

/** On a busy machine the list takes longer than a turn, and the preview comes as a message of its own. */
const isPreview = ({ titles }: SeenCard) => titles.includes('Import') && titles.includes('Cancel');

/** The list, once the new process has read everyone. */
function wholeList(product: Product, people: number): Promise<SeenCard> {
  const everyone = `of ${people.toLocaleString('en')} people`;
  return listOnce(product, 'directory', ({ text }) => text.includes(everyone));
}

/** The same of the deleted, some of whom may have stayed. */
function listOfDeleted(product: Product): Promise<SeenCard> {
  const isWhole = ({ text, titles }: SeenCard) =>
    titles.includes('Restore all') && !text.includes('may take a moment to appear');
  return listOnce(product, 'deleted', isWhole);
}

async function listOnce(
  { teams: { tara } }: Product,
  command: 'directory' | 'deleted',
  isWhole: (list: SeenCard) => boolean,
): Promise<SeenCard> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    await tara.say(command);
    const title = command === 'directory' ? 'Directory' : 'Deleted people';
    // On a busy machine a turn may end with a sentence instead.
    const list = await tara
      .waitForCard(({ text }) => text.includes(title), { timeoutMs: turnMs })
      .catch(() => undefined);
    if (list !== undefined && isWhole(list)) return list;
    await pause(500);
  }
  throw new Error('the list never had everyone');
}

const waiting = ({ teams: { tara } }: Product, fits: (card: SeenCard) => boolean) =>
  tara.waitForCard(fits, { since: 'start', timeoutMs: patienceMs });

const ended = (product: Product, { message }: SeenCard, status: string) =>
  waiting(product, (card) => card.message.id === message.id && card.text.includes(status));

/** Everything out of a store and into another, in which everyone must be as before. */
async function archive(storage: Storage, addresses: StoreAddresses, tenant: string) {
  let file = Buffer.alloc(0);
  const out = await withProduct(addresses, (product) =>
    step(product, async () => {
      const { tara } = product.teams;
      await tara.say('export everything');
      const card = await waiting(
        product,
        ({ titles, text }) => titles.includes('Download') && text.includes('everything'),
      );
      file = Buffer.from(await (await tara.follow(card, 'Download')).arrayBuffer());
    }),
  );
  return withEmbeddedStore(async (fresh) => {
    const back = await withProduct(fresh.addresses, (product) =>
      step(product, async () => {
        const { tara } = product.teams;
        await tara.say('import everything');
        await tara.sendFile('everything.zip', file);
        const preview = await waiting(product, ({ titles }) => titles.includes('Import'));
        await tara.press(preview, 'Import');
        await ended(product, preview, 'Completed');
      }),
    );
    const compared = await compare(storage, fresh.storage, tenant);
    return { MB: rounded(file.length / 2 ** 20), out, back, compared };
  }, 'memory');
}

/** @returns how many are the same in both. @throws at the first who isn't */
async function compare(one: Storage, other: Storage, tenant: string): Promise<number> {
  const others = everyoneIn(other, tenant);
  let same = 0;
  for await (const person of everyoneIn(one, tenant)) {
    const next = await others.next();
    const back = next.done === true ? undefined : next.value;
    if (JSON.stringify(back) !== JSON.stringify(person)) {
      throw new Error(`${JSON.stringify(person)} came back as ${JSON.stringify(back)}`);
    }
    same += 1;
  }
  if ((await others.next()).done !== true) throw new Error('there is someone more');
  return same;
}

/** @param sizes numbers of people */
export async function benchBulk(sizes: readonly number[]): Promise<void> {
  const results = [];
  for (const people of sizes) {
    const csv = [...sampleCsv({ count: people, seed: 1 })].join('');
    results.push(
      await withEmbeddedStore(async ({ storage, addresses }) => {
        const tenant = await withProduct(addresses, async (product) => {
          await importFile(product, storage, 'new.csv', csv);
          return product.teams.tara.person.tenantId;
        });
        const figures: Record<string, object> = {};
        // The directory is the same for few and for all, so only what grows with the number of changed people differs.
        for (const [of, department] of [
          ['few', fewIn],
          ['all', undefined],
        ] as const) {
          for (const kind of Object.keys(changes) as (keyof typeof changes)[]) {
            const name = `${kind} ${of}`;
            figures[name] = await withProduct(addresses, (product) =>
              changeAll(storage, product, kind, department),
            );
            console.log(people, name, figures[name]);
          }
          await withProduct(addresses, (product) => deleteAll(storage, product, department));
          figures[`restore ${of}`] = await withProduct(addresses, (product) =>
            restoreAll(storage, product, department),
          );
          console.log(people, 'restore', of, figures[`restore ${of}`]);
        }
        figures.archive = await archive(storage, addresses, tenant);
        console.log(people, 'archive', figures.archive);
        return { people, ...figures };
      }, 'memory'),
    );
  }
  await keepFigures('bulk', { results });
}
