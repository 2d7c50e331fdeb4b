import type { JobMessage } from '../../../domain/operations/job-message.ts';
import type { PeopleStore } from '../../../domain/people-store.ts';
import { shardOf } from '../../../domain/person-id.ts';
import { AppError } from '../../../errors.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import type { Pictures } from '../pictures.ts';

export interface FetchPictureDeps {
  readonly store: Pick<PeopleStore, 'read'>;
  readonly pictures: Pick<Pictures, 'fetch'>;
}

const waitSeconds = 60;
const maxTries = 3;

/** Takes one person's picture from Entra. The next look at the person, a day later, asks again, so it may be given up. */
export function createFetchPictureJob({ store, pictures }: FetchPictureDeps) {
  return async (message: JobMessage<'fetch-picture'>, handling: Handling): Promise<Outcome> => {
    const { tenant, person: id } = message;
    try {
      await pictures.fetch(tenant, id, (await store.read(tenant, shardOf(id), [id])).get(id));
      return 'done';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'entra-unreachable' && handling.deliveries < maxTries)
        return { againInSeconds: waitSeconds };
      if (error.code !== 'entra-unreachable' && error.code !== 'entra-refused') throw error;
      handling.log.warn({ code: error.code }, 'a picture was not taken from Entra');
      return 'done';
    }
  };
}
