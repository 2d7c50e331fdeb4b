import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

/** Paths of the pages that the app's details in Teams link to. They are public and contain no personal data. */
export const pagePaths = ['/privacy', '/terms'] as const;

type PagePath = (typeof pagePaths)[number];

const folder = new URL('../../docs/pages/', import.meta.url);

/** The pages share a style sheet, which each response contains, so that the server needs no further path. */
const styleLink = '<link rel="stylesheet" href="page.css" />';

const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

/** @returns a function that responds with one of the pages */
export function createPages(): (path: PagePath, response: ServerResponse) => void {
  const style = `<style>\n${read('page.css')}</style>`;
  const pages = new Map(
    pagePaths.map((path) => [path, read(`.${path}.html`).replace(styleLink, () => style)]),
  );
  return (path, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
    });
    response.end(pages.get(path));
  };
}
