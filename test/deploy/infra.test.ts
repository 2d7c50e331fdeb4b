import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../../src/settings.ts';
import { inboxName } from '../../src/infra/storage/connect.ts';
import { containerNames, queueNames } from '../../src/infra/storage/ensure.ts';
import { metrics } from '../../src/infra/telemetry/metrics.ts';
import { isThere, read } from './image.ts';

/** Bicep can't be compiled here: these look at what has to agree with the product. */
const folder = path.join(import.meta.dirname, '../../infra');
const modules = readdirSync(path.join(folder, 'modules')).map((file) => `infra/modules/${file}`);
const bicep = ['infra/main.bicep', ...modules].map(read).join('\n');
const all = (text: string, pattern: RegExp) =>
  Array.from(text.matchAll(pattern), ([, found]) => found ?? '');
const deploy = () => read('docs/deploy.md');

describe('whoever deploys', () => {
  it('can set each parameter by the name that docs/deploy.md tells', () => {
    const { parameters } = JSON.parse(read('infra/main.parameters.json')) as {
      parameters: Record<string, { value: string }>;
    };
    expect(Object.keys(parameters).sort()).toEqual(
      all(read('infra/main.bicep'), /^param (\w+) /gm).sort(),
    );
    for (const { value } of Object.values(parameters)) {
      const name = /^\$\{(\w+)(?:=.*)?\}$/.exec(value)?.[1] ?? value;
      if (!name.startsWith('AZURE_')) expect(deploy()).toContain(`\`${name}\``);
    }
  });

  it('gets from the deployment what docs/deploy.md goes on with', () => {
    const outputs = all(read('infra/main.bicep'), /^output (\w+) /gm);
    const used = all(deploy(), /azd env get-value (\w+)/g);
    expect(used.length).toBeGreaterThan(4);
    for (const name of used) expect(outputs).toContain(name);
  });

  it('finds every module, and every one is used', () => {
    const used = all(read('infra/main.bicep'), /^module \w+ '([^']+)'/gm);
    expect(used.map((file) => `infra/${file}`).sort()).toEqual(modules.toSorted());
    expect(read('azure.yaml')).toContain('path: infra');
    expect(isThere('infra/grant-graph-permissions.sh')).toBe(true);
  });

  it('has each module given what it takes, and asked for what it gives', () => {
    const main = read('infra/main.bicep');
    const blocks = all(main, /^(module \w+ '[^']+' = [^]*?\n\}\n)/gm);
    expect(blocks).toHaveLength(modules.length);
    for (const block of blocks) {
      const [, name = '', file = ''] = /^module (\w+) '([^']+)'/.exec(block) ?? [];
      const module = read(`infra/${file}`);
      const given = all(block.slice(block.indexOf('params: {')), /^ {4}(\w+):/gm);
      expect(given.toSorted()).toEqual(all(module, /^param (\w+) /gm).toSorted());
      const outputs = all(module, /^output (\w+) /gm);
      for (const asked of all(main, new RegExp(`\\b${name}!?\\.outputs\\.(\\w+)`, 'g')))
        expect(outputs).toContain(asked);
    }
  });

  it('can start each job that docs/deploy.md starts, with a script of the image', () => {
    const apps = read('infra/modules/apps.bicep');
    const jobs = all(apps, /name: '(doctor|restore)'/g);
    const started = new Set(all(deploy(), /job start --name caj-rollcall-(\w+)/g));
    expect([...started].toSorted()).toEqual(jobs.toSorted());
    for (const script of all(apps, /'(scripts\/\w+\.ts)'/g)) {
      expect(isThere(script)).toBe(true);
      expect(read('Dockerfile')).toContain(script);
    }
  });

  it('hands no key and no password about', () => {
    expect(bicep).not.toMatch(
      /listKeys|listAccountSas|AccountKey|adminUserEnabled: true|sharedKey/,
    );
    expect(bicep).toContain('allowSharedKeyAccess: false');
    expect(bicep).toContain('disableLocalAuth: true');
  });
});

describe('the containers', () => {
  const apps = read('infra/modules/apps.bicep');

  it('are given settings that the product knows, and all it can’t do without', () => {
    const given = all(apps, /name: '([A-Z]\w+)',? *(?:\n *)?(?:value|secretRef):/g);
    const known = Object.keys(settingsSchema.shape);
    // The Azure SDK reads this by itself.
    const others = ['AZURE_CLIENT_ID'];
    expect(given.filter((name) => !known.includes(name) && !others.includes(name))).toEqual([]);
    expect(given).toEqual(
      expect.arrayContaining([
        'MicrosoftAppType',
        'MicrosoftAppId',
        'MicrosoftAppTenantId',
        'MicrosoftAppPassword',
        'AZURE_STORAGE_ACCOUNT',
        'TENANT_ADMINS',
        'ROLE',
      ]),
    );
    expect(all(apps, /name: 'ROLE', value: '(\w+)'/g)).toEqual(['web', 'worker', 'worker']);
  });

  it('are more when the right queue is long, and a worker and a web process always run', () => {
    expect(all(apps, /queueName: '(\w+)'/g)).toEqual([queueNames.deliveries, queueNames.jobs]);
    // Schedules wait in the queue for days: counted, they would keep workers running that nobody needs.
    expect(all(apps, /queueLengthStrategy: '(\w+)'/g)).toEqual(['visibleonly']);
    expect(all(apps, /minReplicas: (\w+)/g)).toEqual(['minWeb', 'minWorkers']);
    const main = read('infra/main.bicep');
    expect(main).toMatch(/@minValue\(1\)\n.*\n.*\nparam minWorkers int = 1/);
    expect(main).toContain('param minWeb int = 2');
  });

  it('are asked at addresses that the product answers', () => {
    const server = read('src/edge/server.ts');
    const health = read('src/edge/health/health-server.ts');
    const asked = all(apps, /httpGet: \{ path: '([^']+)'/g);
    expect(asked).toHaveLength(6);
    for (const address of asked) {
      expect(server).toContain(`router.get('${address}'`);
      expect(health).toContain(`url === '${address}'`);
    }
    expect(apps).toContain("{ name: 'HEALTH_PORT', value: string(port) }");
    expect(server).toContain("router.post('/api/messages'");
    expect(read('infra/main.bicep')).toContain('/api/messages');
  });
});

describe('the storage account', () => {
  const storage = read('infra/modules/storage.bicep');

  it('deletes by itself only what the product has long forgotten, and never a lease', () => {
    const prefixes = all(storage, /prefixMatch: \['(\w+)\/'\]/g);
    expect(prefixes).toEqual([containerNames.files, containerNames.work]);
    const days = Number(all(storage, /^var backStopDays = (\d+)$/gm)[0]);
    // Undoing an import needs its plan for 30 days after its end, and a preview may wait long before.
    expect(days).toBeGreaterThan(365);
    expect(
      all(storage, /daysAfterModificationGreaterThan: ([\w +]+)/g).map((text) => text.trim()),
    ).toEqual(['fileDays + backStopDays', 'backStopDays']);
  });

  it('has the inbox, which other identities may write to and nothing else', () => {
    expect(storage).toContain(`name: '${inboxName}'`);
    expect(storage).toMatch(/for writer in inboxWriters: \{\n.*\n {2}scope: inbox\n/);
  });
});

describe('azd up', () => {
  it('builds and runs every service, in apps that azd finds by their tags', () => {
    const services = all(read('azure.yaml'), /^ {2}(\w+):\n {4}project: \./gm);
    const tagged = all(read('infra/modules/apps.bicep'), /'azd-service-name': '(\w+)'/g);
    expect(services.toSorted()).toEqual(tagged.toSorted());
    expect(read('infra/main.bicep')).toContain('output AZURE_CONTAINER_REGISTRY_ENDPOINT');
    for (const name of services)
      expect(read('infra/main.parameters.json')).toContain(
        `SERVICE_${name.toUpperCase()}_IMAGE_NAME`,
      );
    // The probes need the image, and the image the registry.
    expect(all(read('azure.yaml'), /^ {6}- azd: (.+)$/gm)).toEqual([
      'provision',
      'publish --all',
      'provision',
    ]);
  });
});

describe('an alert', () => {
  it('clears by itself', () => {
    expect(all(read('infra/modules/alerts.bicep'), /autoMitigate: (\w+)/g)).toEqual([
      'true',
      'true',
    ]);
  });

  it('asks for a metric that is really measured, or it would never fire', () => {
    const names = all(read('infra/modules/alerts.bicep'), /Name == "(rollcall[^"]+)"/g);
    expect(names).toContain('rollcall.eventloop.delay');
    for (const name of names) expect(Object.keys(metrics)).toContain(name);
  });

  it('asks for a text that is really logged, or it would never fire', () => {
    const texts = all(read('infra/modules/alerts.bicep'), /tostring\(line\.msg\) == "([^"]+)"/g);
    expect(texts.length).toBeGreaterThan(3);
    const sources = [
      'src/edge/server.ts',
      'src/edge/health/readiness.ts',
      'src/jobs/purge-daily.ts',
      'src/jobs/handlers.ts',
      'src/features/backups/nightly-backup.ts',
    ]
      .map(read)
      .join('\n');
    for (const text of texts) {
      expect(read('docs/logs.md')).toContain(`\`${text}\``);
      expect(sources).toContain(`'${text}'`);
    }
  });
});
