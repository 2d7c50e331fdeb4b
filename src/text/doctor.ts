import type { Format } from './format.ts';

const services = { tables: 'tables', blobs: 'blobs', queues: 'queues' } as const;
const roles = {
  tables: 'Storage Table Data Contributor',
  blobs: 'Storage Blob Data Contributor',
  queues: 'Storage Queue Data Contributor',
} as const;
type Service = keyof typeof services;

/** A running deployment, as it is seen from outside. */
const deployment = {
  noUrl:
    'No running deployment was checked. To check one, set PUBLIC_URL or add --url https://<its host>.',
  notHttps: 'The deployment’s address must start with https://, because Teams calls no other.',
  aliveFine: 'The deployment is alive.',
  unreachable: (reason: string) =>
    `The deployment can’t be reached (${reason}). Check its host, its certificate, and that it’s running.`,
  notRollcall: (status: number) =>
    `The address answers /healthz with ${status}, which Rollcall never does. Check that --url is Rollcall’s own host.`,
  readyFine: 'The deployment reaches its storage.',
  notReady: (status: number) =>
    `The deployment answers /readyz with ${status}, so it isn’t ready yet. Wait a minute after its start. Then check its AZURE_STORAGE_ACCOUNT and its identity’s roles.`,
  doorFine: 'The deployment refuses messages that Teams hasn’t signed.',
  doorOpen: (status: number) =>
    `The deployment answered ${status} to an unsigned message instead of 401. Stop it and set MicrosoftAppId.`,
  pagesFine: 'The pages about privacy and terms open.',
  noPage: (address: string) =>
    `${address} doesn’t open. The app’s details in Teams link to it. If a proxy or firewall sits between the internet and Rollcall, let this page through.`,
  linksFine: 'The deployment answers download links.',
  noLinks: (path: string) =>
    `Download links don’t reach the deployment (${path}…). Let this path through in the proxy or firewall, or remove PUBLIC_URL.`,
  needsAlive: 'The rest of the deployment can’t be checked until it can be reached.',
} as const;

/** One sentence per finding: what is wrong, and what to do. None contains a secret. */
export function doctorWords(format: Format) {
  const megabytes = (bytes: number) => `${format.number(Math.floor(bytes / 1_000_000))} MB`;
  const filesOf = (files: number) => `${format.number(files)} ${files === 1 ? 'file' : 'files'}`;

  return {
    doctor: {
      help: {
        usage: 'npm run doctor -- [--url https://<the deployment’s host>]',
        does: 'Checks a deployment with its settings in the environment, and names each problem in one sentence.',
      },
      /** prefix of a finding */
      outcomes: { ok: 'ok', wrong: 'WRONG', skipped: 'not checked' },
      summary: (problems: number) =>
        problems === 0
          ? 'No problems found.'
          : `${format.number(problems)} ${problems === 1 ? 'problem' : 'problems'} found.`,
      outOfReach:
        'The delete lock, the number of replicas, the alerts and the account’s Networking settings as a whole aren’t visible to the bot’s identity. Compare them with docs/deploy.md in the Azure portal.',
      needsSettings: (what: string) => `${what} can’t be checked while the settings are wrong.`,
      subjects: {
        storage: 'The storage account',
        entra: 'Microsoft Graph',
        admins: 'The tenant admins',
      },

      settings: {
        fine: 'The settings are complete and valid.',
        noGuid: (setting: string) =>
          `${setting} isn’t a GUID (8-4-4-4-12 hex digits). Copy it from the Azure Bot’s configuration page.`,
        idsFine: 'The app ID and the tenant look valid.',
        secretIsId:
          'MicrosoftAppPassword looks like the secret’s ID. Copy the secret’s value, which the portal shows only once, or create a new secret.',
      },

      storage: {
        fine: (service: Service) =>
          `The storage account lets the bot create, change, read and delete ${services[service]}.`,
        noRole: (service: Service) =>
          `The identity can’t use the account’s ${services[service]}. Assign it the role ${roles[service]} on the storage account. The role takes effect within ten minutes.`,
        networkRules: (service: Service) =>
          `The storage account refuses this machine’s requests for ${services[service]}. Allow its network in the account’s Networking settings.`,
        wrongKey: (service: Service) =>
          `The storage account refuses the key in AZURE_STORAGE_CONNECTION_STRING for its ${services[service]}. Copy the connection string again. The key may have been renewed.`,
        noKeysTaken:
          'The storage account doesn’t accept account keys. Set AZURE_STORAGE_ACCOUNT and remove AZURE_STORAGE_CONNECTION_STRING.',
        noToken:
          'This machine can’t get a token for the storage account. Run this command where the identity is assigned (inside the container), and check MicrosoftAppId.',
        unreachable: (service: Service) =>
          `The storage account’s ${services[service]} can’t be reached. Check its name, and that this machine can connect to it.`,
        other: (service: Service, note: string) =>
          `The storage account refused a request for ${services[service]} with ${note}. Look up this code in the Azure Storage documentation.`,
        subjects: {
          workers: 'Whether workers take jobs',
          inbox: 'The inbox',
          backups: 'The age of the last backup',
        },
        skippedFor: (what: string, service: Service) =>
          `${what} can’t be checked until the storage account’s ${services[service]} can be used.`,
        linksFine: 'Links to files can be signed and opened.',
        noLinkRole:
          'The identity can’t sign links to files. Assign it the role Storage Blob Data Contributor on the whole storage account, not on a container.',
        linkRefused: (note: string) =>
          `A link to a file was signed but doesn’t open (${note}). Check the account’s Networking settings and this machine’s clock.`,
        inboxUnread:
          'The inbox can’t be read. Check INBOX_ACCOUNT and the identity’s role Storage Blob Data Contributor there.',
        inboxFine: (files: number) => `The inbox has ${filesOf(files)}.`,
        inboxWaits: (files: number) =>
          `The inbox has ${filesOf(files)}, and one has waited for more than a day. Check that it’s in the folder named after the tenant ID (in lower case), that a tenant admin turned on the inbox in settings, and that no import from the inbox waits for an answer.`,
        noJobWaits: 'No job waits for a worker.',
        jobsTaken: 'Workers take jobs.',
        jobWaits:
          'A job is due, and no worker took it within 15 s. Check that a process with ROLE=worker is running. If all workers are busy, raise MAX_WORKERS.',
        noBackups: 'Nightly backups are off. Set BACKUP_DAYS to make them.',
        backupFine: (day: string) => `The last nightly backup is from ${day}.`,
        backupOld: (day: string) =>
          `The last nightly backup is from ${day}. Find out in the workers’ log why no newer one was made.`,
        backupMissing:
          'There is no nightly backup yet. The first one is made half an hour after a worker’s start. If it isn’t, look in the workers’ log.',
        clockFine: 'This machine’s clock matches the storage’s clock.',
        clockUntold:
          'The storage doesn’t report its time, so this machine’s clock can’t be checked.',
        clockOff: (seconds: number, ahead: boolean) =>
          `This machine’s clock is ${format.number(seconds)} s ${ahead ? 'ahead of' : 'behind'} the storage’s clock. Sync it with a time server. The clocks must match to within a minute.`,
      },

      admins: {
        fine: (count: number) =>
          `TENANT_ADMINS names ${format.number(count)} ${count === 1 ? 'person' : 'people'}.`,
        nobody:
          'TENANT_ADMINS is empty, so no one can use the directory. Set it to the Entra object ID of the first tenant admin.',
        noId: (which: string) =>
          `TENANT_ADMINS has ${which}, which isn’t an Entra object ID (a GUID). Copy the object ID from the person’s page in Microsoft Entra ID.`,
        elsewhere:
          'Everyone in TENANT_ADMINS belongs to another tenant. Add someone from MicrosoftAppTenantId, the only tenant the bot serves.',
      },

      entra: {
        tokenFine: 'Microsoft Entra ID issues a token to the bot.',
        noIdentity:
          'This machine can’t get a token for a managed identity. Run this command where the identity is assigned (inside the container), and check that MicrosoftAppId is its client ID.',
        wrongSecret:
          'Microsoft Entra ID refuses MicrosoftAppPassword. Create a new client secret for the app registration and set its value.',
        secretExpired:
          'MicrosoftAppPassword has expired. Create a new client secret for the app registration and set its value.',
        unknownApp:
          'Microsoft Entra ID has no app MicrosoftAppId in the tenant MicrosoftAppTenantId. Compare both with the app registration.',
        unknownTenant:
          'Microsoft Entra ID has no tenant MicrosoftAppTenantId. Copy the Directory (tenant) ID from the app registration.',
        noToken: (code?: string) =>
          `Microsoft Entra ID doesn’t issue a token to the bot${code === undefined ? '' : ` (${code})`}. Check MicrosoftAppId and MicrosoftAppTenantId, and that this machine can connect to login.microsoftonline.com.`,
        usersFine: 'Microsoft Graph lets the bot read users.',
        groupsFine: 'Microsoft Graph lets the bot read groups.',
        refused: (permission: string) =>
          `The application permission ${permission} is missing. An administrator of the tenant must grant it to the bot’s identity (docs/deploy.md). With a managed identity, it can take hours to take effect.`,
        unreachable:
          'Microsoft Graph doesn’t answer as expected. Check GRAPH_URL, and that this machine can connect to it.',
        needsToken: 'Permissions in Microsoft Graph can’t be checked without a token.',
      },

      machine: {
        nodeFine: (version: string) => `Node ${version} is new enough.`,
        nodeOld: (version: string, least: string) =>
          `Node ${version} is too old. Use ${least} or later.`,
        roomFine: (free: number) =>
          `The temporary folder is writable and has ${megabytes(free)} free.`,
        notWritable: (folder: string) =>
          `The temporary folder ${folder} isn’t writable. Mount a writable volume there, or set TMPDIR to a writable folder.`,
        noRoom: (free: number, needed: number) =>
          `The temporary folder has ${megabytes(free)} free, and files up to MAX_FILE_MB may need ${megabytes(needed)}. Give it more space, or lower MAX_FILE_MB.`,
        roomNotNeeded: 'A web process needs no space in the temporary folder.',
      },

      deployment,
    },
  };
}

export type DoctorWords = ReturnType<typeof doctorWords>['doctor'];
