/** Local Teams for a test: any free port, one client for each sample person, and the switches. */
import { channelId, groupChatId } from '../../emulators/teams/chats.ts';
import { createLocalTeams } from '../../emulators/teams/local-teams.ts';
import type { LocalTeamsOptions } from '../../emulators/teams/local-teams.ts';
import type { SamplePerson } from '../../emulators/teams/people.ts';
import { samplePeople } from '../../emulators/teams/people.ts';
import { languages } from '../../src/text/text.ts';
import { patientTeams } from './patience.ts';
import { createTeamsClient } from './teams-client.ts';
import type { TeamsClient } from './teams-client.ts';

export type TestTeams = Awaited<ReturnType<typeof startLocalTeams>>;

const silent = { info: () => undefined, warn: () => undefined };

/**
 * @param botEndpoint for example `http://127.0.0.1:3978/api/messages`; the bot may start later
 * @param options shorter timeouts than Teams' own, a folder to keep chats in, a log
 */
export async function startLocalTeams(
  botEndpoint: string,
  options: Partial<Omit<LocalTeamsOptions, 'botEndpoint' | 'host'>> = {},
) {
  const teams = createLocalTeams({
    port: 0,
    log: silent,
    languages: languages(),
    // A busy machine is slow; what is about deliveries that come again hands over its own.
    ...patientTeams,
    ...options,
    botEndpoint,
    host: '127.0.0.1',
  });
  await teams.start();

  function personOf(key: string): SamplePerson {
    const person = [...(options.people ?? []), ...samplePeople].find((each) => each.key === key);
    if (person === undefined) throw new Error(`no sample person "${key}"`);
    return person;
  }

  const client = (key: string, chatId?: string): TeamsClient =>
    createTeamsClient({
      teams,
      person: personOf(key),
      ...(chatId !== undefined && { chatId }),
    });

  return {
    teams,
    url: teams.url,
    switches: teams.switches,
    /** Any sample person in any of their chats. */
    client,
    /** Tenant admin. */
    tara: client('tara'),
    /** Organization admin. */
    omar: client('omar'),
    /** Group owner. */
    gita: client('gita'),
    /** Member, no admin. */
    mika: client('mika'),
    /** Admin of another tenant. */
    uma: client('uma'),
    /** A person in the shared group chat. */
    inGroup: (key: string): TeamsClient => client(key, groupChatId),
    /** A person in the channel of the sample team. */
    inChannel: (key: string): TeamsClient => client(key, channelId),
    stop: (): Promise<void> => teams.stop(),
  };
}
