import { places } from './office.ts';
import type { Graph } from './picture.ts';
import type { Samples, Series } from './samples.ts';

/** The graphs of the picture: one for each figure of the processes, and for what the store holds. */
export function graphsOf({ series }: Samples): Graph[] {
  const ofProcesses = (title: string, figure: string): Graph => ({
    title,
    lines: linesOf(places.map((place) => [place, series.get(`${place}: ${figure}`)])),
  });
  const ofStore = (title: string, names: Readonly<Record<string, string>>): Graph => ({
    title,
    lines: linesOf(Object.entries(names).map(([word, name]) => [word, series.get(name)])),
  });
  return [
    ofProcesses('Heap after a collection, MB', 'heap after a collection, MB'),
    ofProcesses('Resident memory, MB', 'resident memory, MB'),
    ofProcesses('Sockets', 'sockets'),
    ofProcesses('Handles', 'handles'),
    ofProcesses('Open files', 'open files'),
    ofProcesses('Temporary files', 'temporary files'),
    ofStore('Rows', {
      turns: 'rows of turns',
      outbox: 'rows of outbox',
      changes: 'rows of changes',
    }),
    ofStore('People', { living: 'rows of people', deleted: 'rows of deleted people' }),
    ofStore('Blobs', { files: 'blobs of files', work: 'blobs of work' }),
    ofStore('Messages', { jobs: 'messages of jobs', deliveries: 'messages of deliveries' }),
  ];
}

function linesOf(named: readonly (readonly [string, Series | undefined])[]): Map<string, Series> {
  return new Map(named.flatMap(([word, one]) => (one === undefined ? [] : [[word, one] as const])));
}
