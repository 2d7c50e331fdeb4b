import { containerNames } from '../../src/infra/storage/ensure.ts';
import { blobsIn, countPeople, countWhatPasses } from './counted.ts';
import { places, type WorkingOffice } from './office.ts';

/** Kinds of rows in `organizations` that stay only while something is under way. */
const passing = ['audit', 'writer', 'inbox', 'restore'];

/**
 * Looks for what nothing needs any longer, once everything is older than any retention.
 * @returns one sentence for each
 */
export async function leftBehind(office: WorkingOffice): Promise<string[]> {
  const { connection, tenant } = office;
  const wrong: string[] = [];
  const counted = { ...(await countWhatPasses(office)), ...(await countPeople(office)) };
  const gone = ['rows of turns', 'rows of outbox', 'rows of changes', 'rows of deleted people'];
  const ofOrganizations = passing.map((kind) => `rows of organizations, ${kind}`);
  for (const name of [...gone, ...ofOrganizations]) {
    const count = counted[name] ?? 0;
    if (count > 0) wrong.push(`${count} ${name} are left`);
  }
  const files = await blobsIn(office, containerNames.files);
  for (const name of files) {
    if (name.startsWith(`${tenant}/template-`) || name.startsWith(`pictures/${tenant}/`)) continue;
    wrong.push(`files has ${name}`);
  }
  for (const name of await blobsIn(office, containerNames.work)) {
    if (!name.startsWith(`${tenant}/view/`)) wrong.push(`work has ${name}`);
  }
  const leases = connection.blobs.getContainerClient(containerNames.leases).listBlobsFlat();
  for await (const { name, properties } of leases) {
    if (properties.leaseState === 'leased') wrong.push(`the lease ${name} is held`);
  }
  for (const place of places) {
    const held = await office.running[place]?.look();
    if ((held?.temporary ?? 0) > 0) wrong.push(`${place} has ${held?.temporary} temporary files`);
  }
  return wrong;
}
