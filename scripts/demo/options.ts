import { textOptions } from '../command-line.ts';

export const help = {
  usage:
    'npm run demo [-- --url https://<host> [--token <token> --tenant <tenant id> --person <object id>]]',
  does: `Imports samples/people.csv without a browser and prints the conversation. With --url, checks a deployment: what it
answers, what it refuses, and with a token that Teams’ connector signed, what it shows to that person.`,
};

export interface DemoOptions {
  /** of a deployment, without a path; absent: the product is started here */
  readonly url?: string;
  /** signed by Teams' connector for this bot */
  readonly signed?: { readonly token: string; readonly tenant: string; readonly person: string };
}

/** @throws Error one sentence on the first missing or invalid option */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const values = textOptions([...args], ['url', 'token', 'tenant', 'person']);
  const { token, tenant, person } = values;
  const given = [token, tenant, person].filter((each) => each !== undefined);
  if (values.url === undefined) {
    if (given.length > 0) throw new Error('--token, --tenant and --person need --url.');
    return {};
  }
  if (!URL.canParse(values.url) || !/^https?:$/.test(new URL(values.url).protocol))
    throw new Error('--url must be an address such as https://rollcall.example.com.');
  const url = new URL(values.url).origin;
  if (token === undefined || tenant === undefined || person === undefined) {
    if (given.length > 0) throw new Error('--token, --tenant and --person must be given together.');
    return { url };
  }
  return { url, signed: { token, tenant, person } };
}
