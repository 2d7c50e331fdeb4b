import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { pagePaths } from '../../src/domain/public-paths.ts';
import { createPages } from '../../src/edge/pages.ts';

describe('a page that the app’s details in Teams link to', () => {
  it.each(pagePaths)(
    '%s is styled by one response, since its policy allows no other',
    async (path) => {
      const respond = createPages();
      const server = createServer((_request, response) => {
        respond(path, response);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      try {
        const { port } = server.address() as AddressInfo;
        const page = await (await fetch(`http://127.0.0.1:${port}`)).text();
        expect(page).toContain('max-width');
        expect(page).not.toMatch(/<(?:link|script|img)\b/);
      } finally {
        server.close();
      }
    },
  );
});
