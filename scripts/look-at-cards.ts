/**
 * Writes pages with every card in every state, to be looked at in a browser:
 *
 *   node scripts/look-at-cards.ts <folder>
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyCard } from '../test/cards/every-card.ts';
import { plainWords } from '../test/cards/words.ts';
import { galleryPage } from '../test/cards/gallery.ts';

const folder = process.argv[2] ?? 'cards-to-look-at';
mkdirSync(folder, { recursive: true });
for (const width of [320, 560]) {
  for (const dark of [false, true]) {
    const file = join(folder, `${dark ? 'dark' : 'light'}-${String(width)}.html`);
    writeFileSync(file, galleryPage(everyCard(plainWords), { dark, width }));
    console.log(file);
  }
}
