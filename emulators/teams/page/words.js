/** The page speaks the language of the person whose Teams it shows; English where a language is missing. */
import ar from './words/ar.js';
import de from './words/de.js';
import en from './words/en.js';
import es from './words/es.js';
import fr from './words/fr.js';
import hi from './words/hi.js';
import id from './words/id.js';
import pt from './words/pt.js';

const catalogues = { ar, de, en, es, fr, hi, id, pt };

let now = { words: en, locale: 'en' };

/** @param {string} locale BCP 47 */
export function speak(locale) {
  const words = catalogues[locale.split('-')[0]];
  now = words === undefined ? { words: en, locale: 'en' } : { words, locale };
}

/** @param {Record<string, unknown>} [values] of the places in the sentence; numbers are written as in the language */
export function say(key, values = {}) {
  const shown = (value) =>
    typeof value === 'number' ? value.toLocaleString(now.locale) : String(value ?? '');
  return now.words[key].replaceAll(/\{(\w+)\}/g, (_place, name) => shown(values[name]));
}
