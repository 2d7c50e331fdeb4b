/** In which language each sample person has their Teams. Lasts as long as the process, like the switches. */
import { z } from 'zod';
import type { SamplePerson } from './people.ts';
import { createSignal } from './signal.ts';

/**
 * BCP 47 tags as Teams sends them, with the region where most speak it, and what each language calls itself. English comes
 * first. Any other tag can be asked for as well.
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

    /** The person as their activities tell of them now. */
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
