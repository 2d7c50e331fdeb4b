import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { anchorsOf, codeOf, documents, linksOf, proseOf, read, root } from './documents.ts';

/** A path of the repository, as documents write it. Other code spans aren't checked. */
const isPath = /^(?:src|test|scripts|docs|samples|cards|bench|appPackage|\.ci)\/[\w./-]*$/;
/** Named, but made only on request. */
const madeLater = ['samples/large-100000.csv', 'appPackage/build/rollcall.zip'];

describe('whoever follows a document gets there:', () => {
  it.each(documents)('links of %s', (document) => {
    for (const link of linksOf(document)) {
      if (/^https?:/.test(link)) continue;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? document : path.join(path.dirname(document), file);
      expect([link, existsSync(path.join(root, target))]).toEqual([link, true]);
      if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
    }
  });

  it.each(documents)('%s has no link of a kind that isn’t followed here', (document) => {
    const text = proseOf(document).replaceAll(/`[^`\n]*`/g, '');
    expect(text.match(/<(?:a|img)\b|^ *\[[^\]]+\]:|\]\([^)]*\s[^)]*\)|\]\[/gm)).toBeNull();
  });

  it('who can’t see a picture is told what is on it', () => {
    for (const document of documents) {
      for (const [picture, told = ''] of proseOf(document).matchAll(/!\[([^\]]*)\]/g)) {
        expect([document, picture, told.length > 20]).toEqual([document, picture, true]);
      }
    }
  });

  it.each(documents)('files that %s names', (document) => {
    const named = codeOf(document).filter((code) => isPath.test(code));
    for (const file of named) {
      if (madeLater.includes(file)) continue;
      expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
    }
  });

  it('every decision stands in the index, under its number', () => {
    const folder = path.join(root, 'docs/decisions');
    const decisions = readdirSync(folder).filter((file) => file !== 'README.md');
    expect(linksOf('docs/decisions/README.md')).toEqual(decisions.toSorted());
    decisions.toSorted().forEach((file, index) => {
      expect(file).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-`));
      expect(read(`docs/decisions/${file}`)).toMatch(new RegExp(`^# ${String(index + 1)}\\. `));
    });
  });

  it('every picture is used', () => {
    const used = documents.flatMap((document) =>
      linksOf(document).map((link) => path.join(path.dirname(document), link)),
    );
    for (const image of readdirSync(path.join(root, 'docs/images'))) {
      expect(used).toContain(`docs/images/${image}`);
    }
  });

  it('every folder of src has its line in CONTRIBUTING.md', () => {
    const folders = readdirSync(path.join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      // git keeps no empty folders
      .filter(({ name }) => readdirSync(path.join(root, 'src', name)).length > 0)
      .map(({ name }) => `src/${name}/`);
    const layout = read('CONTRIBUTING.md').split('## Layout')[1]?.split('\n## ')[0] ?? '';
    for (const folder of folders) expect(layout).toContain(`\`${folder}\``);
  });
});
