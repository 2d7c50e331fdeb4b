/** The Teams language of each sample person, kept in memory like the switches. */
import { z } from 'zod';
import type { SamplePerson } from './people.ts';
import { createSignal } from './signal.ts';

/**
 * BCP 47 tags as Teams sends them, with the most common region, and each language's own name. English comes
 * first. Any other tag can be set as well.
 * @param languages tags, with or without a region
 */
export function offeredLanguages(languages: readonly string[]): { locale: string; name: string }[] {
  const offered = languages.map((tag) => {
    const { language, region } = new Intl.Locale(tag).maximize();
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
    const [initial = '', ...rest] = Array.from(name);
    return {
      locale: region === undefined ? language : `${language}-${region}`,
      name: initial.toLocaleUpperCase(tag) + rest.join(''),
    };
  });
  const isEnglish = ({ locale }: { locale: string }) => locale === 'en-US';
  return offered.toSorted(
    (one, other) =>
      Number(isEnglish(other)) - Number(isEnglish(one)) || one.name.localeCompare(other.name, 'en'),
  );
}

export const languageChoice = z.object({ locale: z.string().min(2).max(35) });

export type Languages = ReturnType<typeof createLanguages>;

export function createLanguages(onError?: (error: unknown) => void) {
  const chosen = new Map<string, string>();
  const changed = createSignal<{ readonly person: string; readonly locale: string }>(onError);

  return {
    onChange: changed.on,

    /** The person with their current language, as in their activities. */
    now(person: SamplePerson): SamplePerson {
      const locale = chosen.get(person.key);
      return locale === undefined ? person : { ...person, locale };
    },

    choose(person: SamplePerson, locale: string): void {
      chosen.set(person.key, locale);
      changed.emit({ person: person.key, locale });
    },
  };
}
