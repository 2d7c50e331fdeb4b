import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const script = path.join(import.meta.dirname, '../../infra/grant-graph-permissions.sh');
const principal = '33333333-2222-4333-8444-555555555555';
const roles = { 'User.Read.All': 'role-of-users', 'GroupMember.Read.All': 'role-of-groups' };

/** Answers as the Azure CLI does, and writes down each grant. */
const azureCli = `#!/usr/bin/env bash
case "$*" in
  "cloud show"*) echo https://graph.microsoft.com/ ;;
  *"--method POST"*) while [ $# -gt 0 ]; do [ "$1" = --body ] && echo "$2" >> "$GRANTS"; shift; done ;;
  *"--method GET"*) printf '%s\\n' $GRANTED ;;
  *"User.Read.All"*) echo ${roles['User.Read.All']} ;;
  *"GroupMember.Read.All"*) echo ${roles['GroupMember.Read.All']} ;;
  *"--query id"*) echo graph-in-this-tenant ;;
  *) exit 3 ;;
esac
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'grant-'));
  await writeFile(path.join(folder, 'az'), azureCli, { mode: 0o755 });
  await writeFile(path.join(folder, 'grants'), '');
});
afterEach(() => rm(folder, { recursive: true }));

function run(granted: string, given: readonly string[] = [principal]): Promise<number> {
  const env = {
    PATH: `${folder}:${process.env.PATH ?? ''}`,
    GRANTS: path.join(folder, 'grants'),
    GRANTED: granted,
  };
  return new Promise((resolve) => {
    execFile('bash', [script, ...given], { env }, (error) =>
      resolve(error === null ? 0 : Number(error.code)),
    );
  });
}

const grants = async () =>
  (await readFile(path.join(folder, 'grants'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

const grantOf = (appRoleId: string) => ({
  principalId: principal,
  resourceId: 'graph-in-this-tenant',
  appRoleId,
});

describe('an administrator who grants the permissions in Microsoft Graph', () => {
  it('grants the two that the sync and the owners of teams need, and no others', async () => {
    expect(await run('')).toBe(0);
    expect(await grants()).toEqual(Object.values(roles).map(grantOf));
  });

  it('grants what is missing when one was granted before, and may do so again', async () => {
    expect(await run('another-role role-of-users')).toBe(0);
    expect(await grants()).toEqual([grantOf(roles['GroupMember.Read.All'])]);
    expect(await run('role-of-groups role-of-users')).toBe(0);
    expect(await grants()).toHaveLength(1);
  });

  it('who names nobody grants nothing', async () => {
    expect(await run('', [])).not.toBe(0);
    expect(await grants()).toEqual([]);
  });
});
