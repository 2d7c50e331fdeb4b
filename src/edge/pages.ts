import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pagePaths } from '../domain/public-paths.ts';
import type { SentencePage } from './ports.ts';

type PagePath = (typeof pagePaths)[number];

const folder = new URL('../../docs/pages/', import.meta.url);

/** The pages share a style sheet, which each response contains, so that the server needs no further path. */
const styleLink = '<link rel="stylesheet" href="page.css" />';

const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
};

/** @returns a function that responds with a page of the same look */
export function createSentencePages(): (page: SentencePage, response: ServerResponse) => void {
  const style = `<style>\n${read('page.css')}</style>`;
  return ({ status, language, direction, title, sentences }, response) => {
    response.writeHead(status, { ...headers, 'cache-control': 'no-store' });
    response.end(
      [
        `<!doctype html>\n<html lang="${language}" dir="${direction}">`,
        `<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />`,
        `<title>${title}</title>${style}</head>`,
        `<body><h1>${title}</h1>${sentences.map((sentence) => `<p>${sentence}</p>`).join('')}</body></html>`,
      ].join('\n'),
    );
  };
}

/** @returns a function that responds with one of the pages */
export function createPages(): (path: PagePath, response: ServerResponse) => void {
  const style = `<style>\n${read('page.css')}</style>`;
  const pages = new Map(
    pagePaths.map((path) => [path, read(`.${path}.html`).replace(styleLink, () => style)]),
  );
  return (path, response) => {
    response.writeHead(200, { ...headers, 'cache-control': 'public, max-age=3600' });
    response.end(pages.get(path));
  };
}
