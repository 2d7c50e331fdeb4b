import type { Operation } from '../operations/operation.ts';
import type { FileStore } from '../operations/ports.ts';
import { importFiles } from './import-files.ts';
import type { WriterLine } from './ports.ts';
import { writerPlace } from './writer-place.ts';

/** Takes away what an ended import no longer needs: its place in the line of writers and its working files. */
export function createTidyImport(deps: { readonly work: FileStore; readonly writers: WriterLine }) {
  return async (operation: Operation): Promise<void> => {
    if (operation.confirmedAt !== undefined)
      await deps.writers.leave(operation.tenant, writerPlace(operation));
    await deps.work.removeAll(importFiles.work(operation));
  };
}
