import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { createLocalGraph } from '../../../../emulators/graph/local-graph.ts';
import { createLog } from '../../../../src/log.ts';
import { deletionKilled } from './killed-deletion.ts';
import { exportKilled } from './killed-export.ts';
import { importKilled, importStopped } from './killed-import.ts';
import { liveTogether, patience, type Life } from './killed-process.ts';
import { syncKilled } from './killed-sync.ts';

/** All at once, since they mostly wait until what the dead process had claimed is free. */
const lives = {
  'an import finishes, once, with one notice: it goes on after a kill while it is planned and again while it is applied':
    importKilled,
  'an import that is asked to stop hands its job back, and that isn’t counted as a try':
    importStopped,
  'an export is completed by the next process: one file, with everyone in it, and one notice':
    exportKilled,
  'a sync goes on after a kill while Entra is read, and again while people are brought in: nobody is added twice, and there is one notice':
    (life: Life) => syncKilled(life, graph),
  'a deletion by file goes on after a kill: each is deleted once, those in the file stay, and one notice tells of it':
    deletionKilled,
};
const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: createLog('silent') });

describe('a process that dies takes nothing with it', () => {
  let living: ReturnType<typeof liveTogether<keyof typeof lives>>;
  beforeAll(() => {
    living = liveTogether(lives, async () => {
      await graph.start();
      return { GRAPH_URL: new URL(graph.url).origin };
    });
  });
  afterAll(async () => {
    await living.stop();
    await graph.stop();
  });

  it.each(Object.keys(lives) as (keyof typeof lives)[])(
    '%s',
    (name) => living.lived[name],
    patience,
  );
});
