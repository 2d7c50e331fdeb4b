import { parseArgs } from 'node:util';
import { z } from 'zod';

const problems = {
  'app-id':
    '--app-id must be the app id of the bot’s registration, such as 1c7e4f0a-5b7d-4c55-9f0e-2f6f3a1d9b42.',
  'bot-id':
    '--bot-id must be an app id like --app-id, where the bot is registered under another than the app.',
  domain:
    '--domain must be the host that the bot is reached at and nothing else, such as rollcall.example.com.',
  version: '--version must be three numbers, such as 1.4.0.',
  name: '--name must be 1 to 30 characters.',
  developer: '--developer must be 1 to 32 characters.',
  website: '--website must be an https address.',
  privacy: '--privacy must be an https address.',
  terms: '--terms must be an https address.',
  out: '--out must be the path of a file that ends in .zip.',
} as const;

const usage =
  'npm run package -- --app-id <id> --domain <host> [--bot-id <id>] [--version 1.0.0] [--name …] [--developer …] ' +
  '[--website https://…] [--privacy https://…] [--terms https://…] [--out file.zip]';

export const help = {
  usage,
  does: 'Makes the app package: the zip to upload to Teams, with the manifest filled in for one bot, and the icons.',
};

const guid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const noId = /^[0-]+$/;
/** At least two labels, the last of which isn't a number: Teams can't use an IP address as a domain. */
const host =
  /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?$/;
const number = String.raw`(?:0|[1-9]\d{0,8})`;
const version = new RegExp(String.raw`^${number}\.${number}\.${number}$`);

const text = (most: number, problem: string) =>
  z.string(problem).trim().min(1, problem).max(most, problem);
const link = (problem: string) => z.url({ protocol: /^https$/, error: problem }).max(2048, problem);

const appId = (problem: string) =>
  z
    .string(problem)
    .trim()
    .toLowerCase()
    .regex(guid, problem)
    .refine((id) => !noId.test(id), problem);

const schema = z.object({
  'app-id': appId(problems['app-id']),
  'bot-id': appId(problems['bot-id']).optional(),
  domain: z.string(problems.domain).trim().toLowerCase().regex(host, problems.domain),
  version: z.string().regex(version, problems.version).optional(),
  name: text(30, problems.name).optional(),
  developer: text(32, problems.developer).optional(),
  website: link(problems.website).optional(),
  privacy: link(problems.privacy).optional(),
  terms: link(problems.terms).optional(),
  out: z
    .string()
    .regex(/.\.zip$/i, problems.out)
    .optional(),
});

/** The input of a package. */
export type PackageOptions = z.infer<typeof schema>;

/**
 * @param args the arguments after the script's name
 * @returns `problem`: one sentence on the first missing or invalid option
 */
export function readOptions(
  args: readonly string[],
): { readonly options: PackageOptions } | { readonly problem: string } {
  let values: unknown;
  try {
    const options = Object.fromEntries(
      Object.keys(schema.shape).map((name) => [name, { type: 'string' as const }]),
    );
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    // Node's first line names the option; the following ones suggest alternatives.
    const [problem = usage] = String(error instanceof Error ? error.message : error).split('\n');
    return { problem };
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return { options: parsed.data };
  return { problem: parsed.error.issues[0]?.message ?? usage };
}
