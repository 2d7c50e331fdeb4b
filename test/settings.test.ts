import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { exampleOfSettings, withSettings } from '../scripts/settings.ts';
import { AppError } from '../src/errors.ts';
import { readSettings, settingsSchema } from '../src/settings.ts';
import { textFor } from '../src/text/text.ts';

const file = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const names = Object.keys(settingsSchema.shape);

/** The defaults as one would write them; '' where there is none. */
const defaults = Object.fromEntries(
  Object.entries({ ...emptyShape(), ...settingsSchema.parse({}) }).map(([name, value]) => [
    name,
    value === undefined ? '' : String(value),
  ]),
);

function emptyShape(): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

const production = {
  MicrosoftAppId: 'app',
  MicrosoftAppPassword: 'not-a-real-secret',
  MicrosoftAppTenantId: 'tenant',
  AZURE_STORAGE_ACCOUNT: 'sampleaccount',
};

/** The output of a failed start. */
function sentenceFor(environment: Record<string, string>, local = false): string {
  try {
    readSettings(environment, local);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return textFor('en').error(error as AppError);
  }
  return 'it starts';
}

describe('who sets Rollcall up finds every setting, with its true default,', () => {
  it('in .env.example, as the schema has it (npm run settings)', () => {
    expect(file('.env.example')).toBe(exampleOfSettings());
    expect(parseEnv(file('.env.example'))).toEqual(defaults);
    expect(Object.keys(defaults).sort()).toEqual(names.toSorted());
  });

  it('in the table of docs/settings.md, as the schema has it (npm run settings)', () => {
    const document = file('docs/settings.md');
    expect(withSettings(document)).toBe(document);
    const rows = document.matchAll(/^\| `(\w+)` +\|(?: `([^`]*)`)? +\| \S/gm);
    expect(Object.fromEntries(Array.from(rows, ([, name, value]) => [name, value ?? '']))).toEqual(
      defaults,
    );
  });

  it('with a sentence on what it is for', () => {
    const told = Object.entries(settingsSchema.shape).filter(
      ([, { description = '' }]) => description.trim() === '',
    );
    expect(told).toEqual([]);
  });

  it('and starts the same with an unchanged copy of .env.example as without one', () => {
    expect(readSettings(parseEnv(file('.env.example')), true)).toEqual(readSettings({}, true));
  });
});

describe('a setting that is wrong is named, with what it has to be', () => {
  it.each([
    ['PORT', 'seventy', 'a whole number from 0 to 65535'],
    ['PORT', '65536', 'a whole number from 0 to 65535'],
    ['PORT', '80.5', 'a whole number'],
    ['MicrosoftAppType', 'MultiTenant', 'SingleTenant or UserAssignedMSI'],
    ['AZURE_STORAGE_ACCOUNT', 'https://sample.example', 'the name of a storage account'],
    ['TENANT_ADMINS', 'Tara Sample, Omar', 'Entra object ids'],
    ['GRAPH_URL', 'http://graph.example', 'an https address'],
    ['GRAPH_URL', 'graph', 'the address of Microsoft Graph'],
    ['DEFAULT_COUNTRY', 'Germany', 'a country of two letters'],
    ['MAX_FILE_MB', '0', 'a whole number from 1 to 500'],
    ['MAX_FILE_MB', '501', 'a whole number from 1 to 500'],
    ['LINK_MINUTES', '20000', 'a whole number from 1 to 10080'],
    ['ROLE', 'both', 'all, web or worker'],
    ['LOCAL_TEAMS_PORT', '-1', 'a whole number from 0 to 65535'],
    ['LOG_LEVEL', 'loud', 'debug, info, warn or error'],
  ])('%s=%s', (name, value, wanted) => {
    const sentence = sentenceFor({ [name]: value }, true);
    expect(sentence).toContain(`The setting ${name} is missing or wrong: `);
    expect(sentence).toContain(wanted);
    expect(sentence).not.toContain('\n');
  });
});

describe('a setting that production can’t do without is named when it is missing', () => {
  it('and with all of them it starts', () => {
    expect(sentenceFor(production)).toBe('it starts');
  });

  it('and a Graph that isn’t https gets no token, on loopback neither', () => {
    const loopback = { ...production, GRAPH_URL: 'http://127.0.0.1:4000' };
    expect(sentenceFor(loopback)).toContain('GRAPH_URL');
  });

  it.each([
    ['MicrosoftAppId', 'app id'],
    ['MicrosoftAppTenantId', 'tenant id'],
    ['MicrosoftAppPassword', 'client secret'],
    ['AZURE_STORAGE_ACCOUNT', 'AZURE_STORAGE_CONNECTION_STRING'],
  ])('%s', (name, hint) => {
    for (const nothing of ['', '  ']) {
      const sentence = sentenceFor({ ...production, [name]: nothing });
      expect(sentence).toContain(`The setting ${name} is missing or wrong: `);
      expect(sentence).toContain(hint);
      expect(sentence).not.toContain('not-a-real-secret');
    }
  });

  it('a managed identity needs no password, and a connection string stands for the account', () => {
    const {
      MicrosoftAppPassword: _password,
      AZURE_STORAGE_ACCOUNT: _account,
      ...rest
    } = production;
    expect(
      sentenceFor({
        ...rest,
        MicrosoftAppType: 'UserAssignedMSI',
        AZURE_STORAGE_CONNECTION_STRING: 'sample',
      }),
    ).toBe('it starts');
  });

  it('a managed identity with a password, which the SDK doesn’t take, is named instead of ending in a stack trace', () => {
    const sentence = sentenceFor({ ...production, MicrosoftAppType: 'UserAssignedMSI' });
    expect(sentence).toContain('The setting MicrosoftAppPassword is missing or wrong: left out');
    expect(sentence).not.toContain('not-a-real-secret');
  });

  it('local mode starts with none of them', () => {
    expect(sentenceFor({}, true)).toBe('it starts');
  });
});

describe('tenant admins', () => {
  it('are read however the list is spaced and cased, alone or with their tenant', () => {
    const { TENANT_ADMINS } = readSettings({ TENANT_ADMINS: ' Aaa-1 ,, T-1/BBB-2,' }, true);
    expect(TENANT_ADMINS).toEqual(['aaa-1', 't-1/bbb-2']);
  });
});
