import { sampleOperation } from '../../support/sample-operation.ts';
import type { IdentityAnswer } from '../../../src/domain/operations/identity-questions.ts';
import type { Network } from '../../../src/domain/network.ts';
import type { ImportMode } from '../../../src/domain/operations/import-mode.ts';
import { type Operation } from '../../../src/domain/operations/operation.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import type { PersonFields } from '../../../src/domain/person.ts';
import { usualMatchOrder } from '../../../src/domain/match-keys.ts';
import { fromTheStart } from '../../../src/features/imports/apply-checkpoint.ts';
import { applyAsked } from '../../../src/features/imports/apply-asked.ts';
import { applyImport } from '../../../src/features/imports/apply-import.ts';
import type { AskedLine } from '../../../src/features/imports/asked-line.ts';
import { importFiles } from '../../../src/features/imports/import-files.ts';
import { fromJsonLines } from '../../../src/features/imports/json-lines.ts';
import { planImport } from '../../../src/features/imports/flow.ts';
import { keysOfRow } from '../../../src/features/imports/repeated-keys.ts';
import type { MatchIndex } from '../../../src/features/imports/ports.ts';
import { undoFromTheStart, undoImport } from '../../../src/features/imports/undo/flow.ts';
import { createLinkImportedPeople } from '../../../src/features/people/link-imported-people.ts';
import { createPhoneChanges } from '../../../src/features/people/phone-changes.ts';
import { textFor } from '../../../src/text/text.ts';
import { MemoryStores } from '../people/memory-stores.ts';
import { admin, organizations, processOver, tenant } from '../people/rig.ts';
import { memoryFiles } from './memory-files.ts';

const never = new AbortController().signal;
/** Enough that no change takes another for one that is being made at this moment. */
const tickMs = 60_000;

/** A file with its meaning. */
export interface SentFile {
  readonly csv: string;
  /** absent: Employee */
  readonly network?: Network;
  readonly mode: ImportMode;
  readonly missing: 'keep' | 'delete';
}

/** A directory in memory with the real plan, apply, undo and deletion. Each answer of the admin is asked for. */
export class DirectoryInMemory {
  readonly stores = new MemoryStores();
  readonly #files = memoryFiles();
  readonly #work = memoryFiles();
  readonly #operations = new Map<string, Operation>();
  #clock = Date.parse('2026-01-01T00:00:00Z');
  readonly #now = () => (this.#clock += tickMs);
  /** the process in which all happens: what people do in other ways than by file */
  readonly process = processOver(this.stores, () => Promise.resolve(), this.#now);
  readonly #phones = createPhoneChanges({
    ...this.process.stores,
    organizations,
    audit: this.process.audit,
    now: this.#now,
  });

  readonly #linkImported = createLinkImportedPeople({
    ...this.process.stores,
    provisioning: this.process.provisioning,
    maybeTwice: () => Promise.resolve([...this.stores.people.keys()]),
  });

  /** records that the last import merged with those of accounts */
  linked = 0;

  /** Everybody, with those who are deleted. */
  get everybody(): readonly StoredPerson[] {
    return structuredClone([...this.stores.people.values()]);
  }

  /** @param answer about each row in question */
  async import(
    { csv, network = 'Employee', mode, missing }: SentFile,
    answer: (line: AskedLine) => IdentityAnswer,
  ): Promise<Operation> {
    const begun = this.#operation({
      state: 'planning',
      network,
      ...(mode !== 'update' && { mode }),
    });
    this.#files.kept.set(begun.original, Buffer.from(csv));
    const target = { network, mayMove: true, required: [] } as const;
    const { store: people, changeFeed } = this.process.stores;
    const { counts, preview, rowsTotal } = await planImport(
      {
        files: this.#files.store,
        work: this.#work.store,
        people,
        organizations: {
          ...organizations,
          aliases: () =>
            Promise.resolve(
              new Map([...this.stores.aliases.values()].map((one) => [one.derived, one.person])),
            ),
        },
        recognition: {
          index: () => Promise.resolve(this.#index()),
          order: () => Promise.resolve(usualMatchOrder),
          changeLimit: () => Promise.resolve(100),
        },
      },
      { operation: begun, target, text: textFor('en'), signal: never, onRows: () => undefined },
    );
    const each: Record<string, IdentityAnswer> = {};
    const asked = this.#work.store.open(importFiles.askedLines(begun));
    for await (const lines of fromJsonLines<AskedLine>(asked))
      for (const line of lines) if (line.question !== 'none') each[line.n] = answer(line);
    const operation: Operation = {
      ...begun,
      state: 'applying',
      counts,
      planned: counts,
      preview,
      rowsTotal,
      decided: { each, missing },
    };
    const run = {
      operation,
      target,
      by: admin,
      signal: never,
      now: () => new Date(this.#now()).toISOString(),
    };
    const deps = {
      work: this.#work.store,
      people,
      changeFeed,
      concurrency: 1,
      phones: this.#phones,
    };
    const written = await applyImport(deps, run, fromTheStart, () => undefined);
    await applyAsked(deps, run, written, () => undefined);
    this.linked = await this.#linkImported(tenant, admin);
    const ended: Operation = { ...operation, state: 'completed' };
    this.#operations.set(ended.id, ended);
    return ended;
  }

  async undo(of: Operation): Promise<Operation> {
    const undo = { of: of.id, ofAt: of.at, again: of.undo !== undefined, removed: 0 };
    const operation = this.#operation({ state: 'applying', undo });
    this.#operations.set(operation.id, operation);
    await undoImport(
      {
        work: this.#work.store,
        people: this.process.stores.store,
        changeFeed: this.process.stores.changeFeed,
        operations: { read: ({ id }) => Promise.resolve(this.#operations.get(id)) },
        phones: this.#phones,
        concurrency: 1,
      },
      {
        operation,
        by: admin,
        from: undoFromTheStart,
        signal: never,
        now: this.#now,
        onProgress: () => undefined,
      },
    );
    return operation;
  }

  /** An admin deletes somebody. */
  async remove(id: string): Promise<void> {
    await this.process.people.remove(tenant, admin, [id]);
  }

  #index(): MatchIndex {
    const present = [...this.stores.people.values()].filter(
      ({ deletedAt }) => deletedAt === undefined,
    );
    const withValue = (key: keyof PersonFields & ('email' | 'employeeId'), value: string) =>
      present
        .filter(({ fields }) => fields[key]?.toLowerCase() === value.toLowerCase())
        .map(({ id }) => id);
    return {
      people: present.length,
      mayHave: ({ email, employeeId }) =>
        present.some(({ fields }) => {
          const keys = keysOfRow(fields);
          return (
            (email !== 0 && keys.email === email) ||
            (employeeId !== 0 && keys.employeeId === employeeId)
          );
        }),
      withEmail: (email) => withValue('email', email),
      withEmployeeId: (id) => withValue('employeeId', id),
    };
  }

  #operation(facts: Partial<Operation>): Operation {
    return sampleOperation({ tenant, by: admin, ...facts }, this.#now());
  }
}
