import { getCountries } from 'libphonenumber-js/max';
import { isPlaceholder } from '../../../domain/placeholders.ts';
import { parseCountry, type CountryCode } from '../../../domain/phone.ts';

/** Languages in which people write the names of countries. */
const languages = 'en de es fr pt id hi ar it nl pl tr ru ja zh ko'.split(' ');

/** Other usual names, and codes of three letters. */
const others: Readonly<Record<string, CountryCode>> = {
  ...{ usa: 'US', unitedstatesofamerica: 'US', america: 'US' },
  ...{ greatbritain: 'GB', england: 'GB', scotland: 'GB', wales: 'GB', uk: 'GB', gbr: 'GB' },
  ...{ uae: 'AE', emirates: 'AE', ksa: 'SA', korea: 'KR', southkorea: 'KR', czechrepublic: 'CZ' },
  ...{ turkey: 'TR', holland: 'NL', ivorycoast: 'CI', deu: 'DE', fra: 'FR', ind: 'IN', esp: 'ES' },
  ...{ ita: 'IT', bra: 'BR', mex: 'MX', can: 'CA', aus: 'AU', nld: 'NL', che: 'CH', aut: 'AT' },
  ...{ pol: 'PL', tur: 'TR', chn: 'CN', jpn: 'JP' },
};

let byName: ReadonlyMap<string, CountryCode> | undefined;

/** The country that a cell names: DE, Germany, Deutschland, US +1, USA (Texas). undefined: none that has telephones of its own */
export function countryInCell(cell: string): CountryCode | undefined {
  const text = cell.trim();
  if (text === '' || text.length > 60) return undefined;
  return countryNamed(text) ?? countryNamed(text.split('(', 1)[0] ?? '');
}

function countryNamed(text: string): CountryCode | undefined {
  const name = keyOf(text);
  return parseCountry(name) ?? others[name] ?? (byName ??= readNames()).get(name);
}

/** Whether at least half of the filled cells of a column name countries: a German Land may be Bavaria. */
export function areCountries(cells: readonly string[]): boolean {
  const named = cells.filter((cell) => cell.trim() !== '' && !isPlaceholder(cell));
  return named.filter((cell) => countryInCell(cell) !== undefined).length * 2 >= named.length;
}

function readNames(): ReadonlyMap<string, CountryCode> {
  const names = new Map<string, CountryCode>();
  for (const language of languages) {
    const inLanguage = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const country of getCountries()) {
      const name = inLanguage.of(country);
      if (name !== undefined) names.set(keyOf(name), country);
    }
  }
  return names;
}

function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
