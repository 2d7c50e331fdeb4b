/** The language of a person's Teams: selected here, sent to the bot, and deciding the chat's text direction. */
import { h } from './dom.js';
import { say, speak } from './words.js';

const rightToLeft = ['ar', 'fa', 'he', 'ur'];

const languageOf = (locale) => locale.split('-')[0];

export function languageSelect(offered, person, choose) {
  const now =
    offered.find(({ locale }) => locale === person.locale) ??
    offered.find(({ locale }) => languageOf(locale) === languageOf(person.locale));
  const select = h(
    'select',
    {
      class: 'language',
      'aria-label': 'Language',
      title: 'Teams language of this person',
      onchange: () => void choose(person.key, select.value),
    },
    ...offered.map(({ locale, name }) =>
      h(
        'option',
        {
          value: locale,
          lang: locale,
          selected: locale === now?.locale,
        },
        name,
      ),
    ),
  );
  return select;
}

/** The text direction of messages, and the language of the page around them. */
export function readAs(locale) {
  speak(locale);
  document.querySelector('#message')?.setAttribute('placeholder', say('type'));
  document.querySelector('#to-newest').textContent = say('newest');
  document.querySelector('#drop span').textContent = say('drop');
  const direction = rightToLeft.includes(languageOf(locale)) ? 'rtl' : 'ltr';
  for (const place of document.querySelectorAll('#log, #composer')) {
    place.setAttribute('lang', locale);
    place.setAttribute('dir', direction);
  }
}
