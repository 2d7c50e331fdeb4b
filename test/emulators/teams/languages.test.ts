import { expect, it } from '@jest/globals';
import { offeredLanguages } from '../../../emulators/teams/languages.ts';

it('each language is offered by its own name, where most speak it, and English first', () => {
  expect(offeredLanguages(['ar', 'de', 'en', 'es', 'pt-BR'])).toEqual([
    { locale: 'en-US', name: 'English' },
    { locale: 'de-DE', name: 'Deutsch' },
    { locale: 'es-ES', name: 'Español' },
    { locale: 'pt-BR', name: 'Português (Brasil)' },
    { locale: 'ar-EG', name: 'العربية' },
  ]);
});
