import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { addressesOfCloud, clouds } from './domain/cloud.ts';
import { AppError } from './errors.ts';

/**
 * The schema of the environment. `.env.example` names every setting (a test compares them). An empty setting
 * counts as not set.
 */
const whole = (low: number, high: number) =>
  z.coerce
    .number(`a whole number from ${low} to ${high}`)
    .int(`a whole number from ${low} to ${high}`)
    .min(low, `a whole number from ${low} to ${high}`)
    .max(high, `a whole number from ${low} to ${high}`);

const objectId = /^[\w-]{1,64}(?:\/[\w-]{1,64})?$/;

/**
 * Each setting's message says what its value must be, and becomes the error at startup. Its description
 * documents it: its first line is in the table of docs/settings.md, all of it in .env.example, both in this order (`npm run
 * settings`).
 */
export const settingsSchema = z.object({
  PORT: whole(0, 65_535)
    .default(3978)
    .describe(
      'port of the bot; 0 for any free port\nIt answers POST /api/messages, GET /healthz and GET /readyz.',
    ),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'UserAssignedMSI'], 'SingleTenant or UserAssignedMSI')
    .default('SingleTenant')
    .describe('`SingleTenant` (with a client secret) or `UserAssignedMSI` (a managed identity)'),
  MicrosoftAppId: z
    .string()
    .optional()
    .describe('the bot’s app id; without one: local mode only, on loopback'),
  MicrosoftAppPassword: z
    .string()
    .optional()
    .describe('the client secret, for `SingleTenant` only'),
  MicrosoftAppTenantId: z
    .string()
    .optional()
    .describe(
      'the one tenant that the bot serves\nIt has the app registration and the people in Teams.',
    ),
  AZURE_STORAGE_CONNECTION_STRING: z
    .string()
    .optional()
    .describe('storage account with its key\nIt takes precedence over the account’s name.'),
  AZURE_STORAGE_ACCOUNT: z
    .string()
    .regex(
      /^[a-z0-9]{3,24}$/,
      'the name of a storage account (3 to 24 lower-case letters and digits)',
    )
    .optional()
    .describe(
      'storage account by name, with an identity\nWith UserAssignedMSI the bot’s identity, otherwise the one that the Azure SDK finds by default. ' +
        'Local mode without either setting uses the embedded Azurite, with its data in DATA_DIR.',
    ),
  INBOX_ACCOUNT: z
    .string()
    .regex(
      /^[a-z0-9]{3,24}$/,
      'the name of a storage account (3 to 24 lower-case letters and digits)',
    )
    .optional()
    .describe(
      'storage account of the container `inbox`, with the same identity; absent: the bot’s own\nFor an account that SFTP clients write to. It takes no effect with a connection string.',
    ),
  TENANT_ADMINS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((id) => id.trim().toLowerCase())
        .filter((id) => id !== ''),
    )
    .refine(
      (ids) => ids.every((id) => objectId.test(id)),
      'a comma-separated list of Entra object ids',
    )
    .default([])
    .describe(
      'the first tenant admins: Entra object ids between commas, each alone or as `tenant/object id`\n' +
        'They name the others in chat. Without any, no one can do anything (local mode: Tara and Uma).',
    ),
  CLOUD: z
    .enum(clouds, 'public or us-government')
    .default('public')
    .describe(
      '`public` or `us-government` (GCC High): where Azure, Entra and Teams are\nOf other clouds, none has a Teams that takes this bot.',
    ),
  GRAPH_URL: z
    .string()
    .regex(
      /^https?:\/\/[\w.-]+(?::\d+)?\/?$/,
      'the address of Microsoft Graph, such as https://graph.microsoft.com',
    )
    .optional()
    .describe(
      'Microsoft Graph, for the sync and for owners of teams; https only (local mode: its own)\nWithout it, the one of CLOUD.',
    ),
  DEFAULT_COUNTRY: z
    .string()
    .transform((code) => code.trim().toUpperCase())
    .refine(
      (code): code is CountryCode => isSupportedCountry(code),
      'a country of two letters, such as GB or IN',
    )
    .optional()
    .describe(
      'two letters, such as IN: how phone numbers without a country code are read (local mode: `GB`)\n' +
        'Without it, these rows are rejected.',
    ),
  MAX_FILE_MB: whole(1, 500).default(100).describe('largest file, in MB: 1 to 500'),
  PUBLIC_URL: z
    .string()
    .regex(
      /^https?:\/\/[\w.-]+(?::\d+)?$/,
      'the address of Rollcall itself, such as https://rollcall.example.com',
    )
    .optional()
    .describe(
      'the address of Rollcall itself, to which download links lead; https only (local mode: its own)\nA link that has expired then ends at a sentence. Without it, links lead to the storage account, whose answer is XML.',
    ),
  LINK_MINUTES: whole(1, 10_080)
    .default(60)
    .describe(
      'how many minutes download links work, a week (10080) at most\nA refreshed card has new links.',
    ),
  FILE_DAYS: whole(1, 3_650)
    .default(90)
    .describe(
      'how many days files are kept: exports, imported files, error logs\n1 to 3650. The history stays, and says so.',
    ),
  BACKUP_DAYS: whole(0, 365)
    .default(0)
    .describe(
      'how many days nightly backups of the tables are kept; 0: none are made\n0 to 365. They are in the container `backups` of the same account.',
    ),
  ROLE: z
    .enum(['all', 'web', 'worker'], 'all, web or worker')
    .default('all')
    .describe('`all`, `web` (answers Teams, delivers messages) or `worker` (runs the jobs)'),
  HEALTH_PORT: whole(0, 65_535)
    .optional()
    .describe(
      'port at which a worker answers `/healthz` and `/readyz`; others use `PORT`\nWithout it, a worker listens on no port.',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'debug, info, warn or error')
    .default('info')
    .describe('`debug`, `info`, `warn` or `error`'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .regex(
      /(?:^|;)\s*InstrumentationKey=[\w-]+/i,
      'the connection string of an Application Insights resource',
    )
    .optional()
    .describe('the target of metrics and traces; without it nothing is measured'),
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: z
    .string()
    .regex(
      /^Authorization=AAD(?:;\s*ClientId=[\w-]+)?;?$/i,
      'Authorization=AAD, or Authorization=AAD;ClientId= and the client id of a managed identity',
    )
    .optional()
    .describe(
      'the identity that sends them: `Authorization=AAD;ClientId=…`\nOnly for a resource that requires Entra authentication. The client id is a managed identity’s. ' +
        'Authorization=AAD alone uses the identity that the Azure SDK finds by default.',
    ),
  DATA_DIR: z.string().default('.data').describe('local mode: folder of the data'),
  LOCAL_TEAMS_PORT: whole(0, 65_535)
    .default(3979)
    .describe('local mode: port of the page; 0 for any free port'),
});

export type Settings = z.infer<typeof settingsSchema> & {
  readonly local: boolean;
  readonly GRAPH_URL: string;
};

/**
 * Reads the settings.
 * @param environment `process.env`, or a part of it
 * @param local whether local mode was requested (`--local`)
 * @throws AppError `setting-wrong` naming the first invalid setting and what it must be
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  local: boolean,
): Settings {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = settingsSchema.safeParse(present);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw wrong(String(issue?.path[0] ?? ''), issue?.message ?? 'another value');
  }
  const { GRAPH_URL = addressesOfCloud[parsed.data.CLOUD].graph } = parsed.data;
  const settings = { ...parsed.data, GRAPH_URL, local };
  checkTogether(settings);
  return settings;
}

const loopback = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?\/?$/;

function checkTogether(settings: Settings): void {
  // Tokens that can read a whole directory are sent to this address.
  const isLoopback = loopback.test(settings.GRAPH_URL);
  if (!settings.GRAPH_URL.startsWith('https:') && !(settings.local && isLoopback)) {
    throw wrong('GRAPH_URL', 'an https address');
  }
  const { PUBLIC_URL: own = 'https:' } = settings;
  // Links would be read on their way.
  if (!own.startsWith('https:') && !(settings.local && loopback.test(own))) {
    throw wrong('PUBLIC_URL', 'an https address');
  }
  if (settings.MicrosoftAppId === undefined) {
    if (settings.local) return;
    throw wrong(
      'MicrosoftAppId',
      'the bot’s app id (without one the bot runs in local mode only: npm start)',
    );
  }
  if (settings.MicrosoftAppTenantId === undefined) {
    throw wrong('MicrosoftAppTenantId', 'the tenant id of the bot’s app registration');
  }
  if (settings.MicrosoftAppType === 'SingleTenant' && settings.MicrosoftAppPassword === undefined) {
    throw wrong(
      'MicrosoftAppPassword',
      'the bot’s client secret (not needed with MicrosoftAppType UserAssignedMSI)',
    );
  }
  // Otherwise the SDK would stop the start with a message of its own.
  if (
    settings.MicrosoftAppType === 'UserAssignedMSI' &&
    settings.MicrosoftAppPassword !== undefined
  ) {
    throw wrong('MicrosoftAppPassword', 'left out with MicrosoftAppType UserAssignedMSI');
  }
  if (settings.local) return;
  if (
    settings.AZURE_STORAGE_CONNECTION_STRING === undefined &&
    settings.AZURE_STORAGE_ACCOUNT === undefined
  ) {
    throw wrong(
      'AZURE_STORAGE_ACCOUNT',
      'a storage account (or set AZURE_STORAGE_CONNECTION_STRING)',
    );
  }
}

function wrong(setting: string, problem: string): AppError {
  return new AppError(
    'setting-wrong',
    { setting, problem },
    { note: `${setting} must be ${problem}` },
  );
}
