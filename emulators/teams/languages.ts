/** In which language each sample person has their Teams. Lasts as long as the process, like the switches. */
import { z } from 'zod';
import type { SamplePerson } from './people.ts';
import { createSignal } from './signal.ts';

/** BCP 47 tags as Teams sends them, and what each language calls itself. Any other tag can be asked for as well. */
export const offeredLanguages = [
  { locale: 'en-US', name: 'English' },
  { locale: 'de-DE', name: 'Deutsch' },
  { locale: 'es-ES', name: 'Español' },
  { locale: 'hi-IN', name: 'हिन्दी' },
  { locale: 'ar-EG', name: 'العربية' },
] as const;

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
