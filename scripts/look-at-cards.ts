/**
 * Writes pages with every card in every state, to be viewed in a browser:
 *
 * node scripts/look-at-cards.ts <folder> [<locale>]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textFor } from '../src/text/text.ts';
import { everyCard } from '../test/cards/every-card.ts';
import { plainWords } from '../test/cards/words.ts';
import { galleryPage } from '../test/cards/gallery.ts';

const [folder = 'cards-to-look-at', locale = 'en-GB'] = process.argv.slice(2);
const text = textFor(locale, 'Europe/Berlin');
mkdirSync(folder, { recursive: true });
for (const width of [320, 560]) {
  for (const dark of [false, true]) {
    const file = join(folder, `${dark ? 'dark' : 'light'}-${String(width)}.html`);
    writeFileSync(file, galleryPage(everyCard(plainWords, undefined, text), { dark, width }));
    console.log(file);
  }
}
