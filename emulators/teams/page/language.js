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
      'aria-label': say('language'),
      title: say('languageOf'),
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

/** The text direction of the page and its messages, and the language around them. */
export function readAs(locale) {
  speak(locale);
  const direction = rightToLeft.includes(languageOf(locale)) ? 'rtl' : 'ltr';
  // The page too: its people and chats are on the side where reading begins.
  document.documentElement.lang = locale;
  document.documentElement.dir = direction;
  const at = (id) => document.getElementById(id);
  at('to-newest').textContent = say('newest');
  at('drop').firstElementChild.textContent = say('drop');
  at('connection').textContent = say('gone');
  at('rail').setAttribute('aria-label', say('chooseWho'));
  at('chats').setAttribute('aria-label', say('chats'));
  at('log').setAttribute('aria-label', say('messages'));
  for (const place of document.querySelectorAll('#log, #composer, #panel, #chats, #chat-header')) {
    place.setAttribute('lang', locale);
    place.setAttribute('dir', direction);
  }
}
