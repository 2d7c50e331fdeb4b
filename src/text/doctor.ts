import type { Format } from './format.ts';

/** One sentence per finding: what is wrong, and what to do. None contains a secret. */
export function doctorWords(format: Format) {
  const services = { tables: 'tables', blobs: 'blobs', queues: 'queues' } as const;
  const roles = {
    tables: 'Storage Table Data Contributor',
    blobs: 'Storage Blob Data Contributor',
    queues: 'Storage Queue Data Contributor',
  } as const;
  type Service = keyof typeof services;
  const megabytes = (bytes: number) => `${format.number(Math.floor(bytes / 1_000_000))} MB`;

  return {
    doctor: {
      usage:
        'Usage: npm run doctor -- [--url https://<the deployment’s host>], with the deployment’s settings in the environment.',
      /** prefix of a finding */
      outcomes: { ok: 'ok', wrong: 'WRONG', skipped: 'not checked' },
      summary: (problems: number) =>
        problems === 0
          ? 'Nothing is wrong.'
          : `${format.number(problems)} ${problems === 1 ? 'thing is' : 'things are'} wrong.`,
      needsSettings: (what: string) => `${what} can’t be looked at while the settings are wrong.`,
      subjects: {
        storage: 'The storage account',
        entra: 'Microsoft Graph',
        admins: 'The tenant admins',
      },

      settings: {
        fine: 'The settings are complete and each has a value that it may have.',
        noGuid: (setting: string) =>
          `${setting} is no GUID (8-4-4-4-12 hex digits): copy it from the Azure Bot’s configuration page.`,
        idsFine: 'The app id and the tenant look as they should.',
        secretIsId:
          'MicrosoftAppPassword looks like the secret’s id: copy the secret’s value, which the portal shows only once, or make a new one.',
      },

      storage: {
        fine: (service: Service) =>
          `In the storage account ${services[service]} can be made, written, read and deleted.`,
        noRole: (service: Service) =>
          `The identity may not use the account’s ${services[service]}: give it the role ${roles[service]} on the storage account, and wait up to ten minutes until it counts.`,
        networkRules: (service: Service) =>
          `The storage account refuses this machine’s requests for ${services[service]}: allow its network under the account’s Networking.`,
        wrongKey: (service: Service) =>
          `The storage account refuses the key of AZURE_STORAGE_CONNECTION_STRING for its ${services[service]}: copy the connection string again, it may have been renewed.`,
        noKeysTaken:
          'The storage account takes no account keys: set AZURE_STORAGE_ACCOUNT and leave AZURE_STORAGE_CONNECTION_STRING out.',
        noToken:
          'There is no token for the storage account: run this where the identity is assigned (inside the container), and check MicrosoftAppId.',
        unreachable: (service: Service) =>
          `The storage account’s ${services[service]} can’t be reached: check its name, and that this machine may connect to it.`,
        other: (service: Service, note: string) =>
          `The storage account refused a request for ${services[service]} with ${note}: look this code up in the documentation of Azure Storage.`,
        linksFine: 'Links to files can be signed, and they open.',
        noLinkRole:
          'The identity may not sign links to files: give it the role Storage Blob Data Contributor on the whole storage account, not on a container.',
        linkRefused: (note: string) =>
          `A link to a file was signed but doesn’t open (${note}): check the account’s Networking, and this machine’s clock.`,
        clockFine: 'This machine’s clock agrees with the storage’s.',
        clockUntold: 'The storage tells no time, so this machine’s clock can’t be compared.',
        clockOff: (seconds: number, ahead: boolean) =>
          `This machine’s clock is ${format.number(seconds)} s ${ahead ? 'ahead of' : 'behind'} the storage’s: let it be set by a time server, since clocks have to agree to within a minute.`,
      },

      admins: {
        fine: (count: number) =>
          `TENANT_ADMINS names ${format.number(count)} ${count === 1 ? 'person' : 'people'}.`,
        nobody:
          'TENANT_ADMINS is empty, so nobody may do anything: set it to the Entra object id of the first tenant admin.',
        noId: (which: string) =>
          `TENANT_ADMINS has ${which}, which is no Entra object id (a GUID): copy the object id from the person’s page in Microsoft Entra.`,
        elsewhere:
          'Everyone in TENANT_ADMINS is of another tenant than MicrosoftAppTenantId, which is the only one the bot serves: name somebody of that tenant.',
      },

      entra: {
        tokenFine: 'Microsoft Entra gives the bot a token.',
        noIdentity:
          'This machine gives no token for a managed identity: run this where the identity is assigned (inside the container), and check that MicrosoftAppId is its client id.',
        wrongSecret:
          'Microsoft Entra refuses MicrosoftAppPassword: make a new client secret for the app registration and set its value.',
        secretExpired:
          'MicrosoftAppPassword has expired: make a new client secret for the app registration and set its value.',
        unknownApp:
          'Microsoft Entra knows no app MicrosoftAppId in the tenant MicrosoftAppTenantId: check both against the app registration.',
        unknownTenant:
          'Microsoft Entra knows no tenant MicrosoftAppTenantId: copy the Directory (tenant) id from the app registration.',
        noToken: (code?: string) =>
          `Microsoft Entra gives the bot no token${code === undefined ? '' : ` (${code})`}: check MicrosoftAppId, MicrosoftAppTenantId, and that this machine may connect to login.microsoftonline.com.`,
        usersFine: 'Microsoft Graph lets the bot read users.',
        groupsFine: 'Microsoft Graph lets the bot read groups.',
        refused: (permission: string) =>
          `The application permission ${permission} is missing: an administrator of the tenant has to grant it to the bot’s identity (docs/deploy.md), and with a managed identity it can take hours until it counts.`,
        unreachable:
          'Microsoft Graph doesn’t answer as it should: check GRAPH_URL, and that this machine may connect to it.',
        needsToken: 'Permissions in Microsoft Graph can’t be looked at without a token.',
      },

      machine: {
        nodeFine: (version: string) => `Node ${version} is new enough.`,
        nodeOld: (version: string, least: string) =>
          `Node ${version} is too old: use ${least} or later.`,
        roomFine: (free: number) =>
          `The temporary folder can be written and has ${megabytes(free)} free.`,
        notWritable: (folder: string) =>
          `The temporary folder ${folder} can’t be written: mount something writable there, or set TMPDIR to a folder that is.`,
        noRoom: (free: number, needed: number) =>
          `The temporary folder has ${megabytes(free)} free, and files of up to MAX_FILE_MB may need ${megabytes(needed)}: give it more room, or lower MAX_FILE_MB.`,
        roomNotNeeded: 'A web process needs no room in the temporary folder.',
      },

      deployment: {
        noUrl: 'No running deployment was looked at: add --url https://<its host>.',
        notHttps: 'The address of --url has to begin with https://, since Teams calls no other.',
        aliveFine: 'The deployment is alive.',
        unreachable: (reason: string) =>
          `The deployment can’t be reached (${reason}): check its host, its certificate, and that it runs.`,
        notRollcall: (status: number) =>
          `The address answers /healthz with ${status}, which Rollcall doesn’t: check that --url is Rollcall’s own host.`,
        readyFine: 'The deployment reaches its storage.',
        notReady: (status: number) =>
          `The deployment answers /readyz with ${status}, so it can’t do its work yet: give it a minute after its start; then check its AZURE_STORAGE_ACCOUNT and its identity’s roles.`,
        doorFine: 'The deployment takes no messages that Teams hasn’t signed.',
        doorOpen: (status: number) =>
          `The deployment answered ${status} to a message that nobody signed, where 401 is right: stop it, and set MicrosoftAppId.`,
        needsAlive: 'The rest of the deployment can’t be looked at while it can’t be reached.',
      },
    },
  };
}

export type DoctorWords = ReturnType<typeof doctorWords>['doctor'];
