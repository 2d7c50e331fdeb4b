/**
 * The search-as-you-type field: an Input.ChoiceSet with `choices.data`. The official renderer supports it from
 * version 1.6 of cards, but Teams from 1.5, so it is drawn here.
 */
import { h } from './dom.js';
import { say } from './words.js';

const pauseMs = 250;
let counter = 0;

/** Gives a card's search fields the type that this file draws. */
export function withSearchInputs(part) {
  if (Array.isArray(part)) return part.map(withSearchInputs);
  if (part === null || typeof part !== 'object') return part;
  const copy = Object.fromEntries(
    Object.entries(part).map(([name, each]) => [
      name,
      name === 'data' ? each : withSearchInputs(each),
    ]),
  );
  const query = part['choices.data'];
  const isSearch = part.type === 'Input.ChoiceSet' && query?.type === 'Data.Query';
  return isSearch ? { ...copy, type: 'Input.Search' } : copy;
}

/** Registers the field with the renderer. Call once. */
export function registerSearchInput({ AdaptiveCards }) {
  class SearchInput extends AdaptiveCards.Input {
    getJsonTypeName() {
      return 'Input.Search';
    }

    internalParse(source, context) {
      super.internalParse(source, context);
      this.source = source;
    }

    internalRender() {
      const id = `search-${++counter}`;
      const fixed = this.source.choices ?? [];
      const chosen = fixed.find(({ value }) => value === this.source.value);
      this.chosen = this.source.value ?? '';
      this.shown = [];
      this.active = -1;
      this.list = h('ul', { id, role: 'listbox', class: 'search-list', hidden: true });
      this.field = h('input', {
        type: 'text',
        class: 'ac-input',
        role: 'combobox',
        autocomplete: 'off',
        placeholder: this.source.placeholder ?? say('searchHint'),
        'aria-label': this.source.label ?? this.source.placeholder ?? say('search'),
        'aria-autocomplete': 'list',
        'aria-controls': id,
        'aria-expanded': 'false',
        oninput: () => this.typed(),
        onfocus: () => this.typed(),
        onkeydown: (event) => this.onKey(event),
        onblur: () => setTimeout(() => this.close(), 150),
      });
      this.field.value = chosen?.title ?? '';
      return h('div', { class: 'search-field' }, this.field, this.list);
    }

    updateInputControlAriaLabelledBy() {
      // The label belongs to the text field, set above, not to the box around it.
    }

    /** Of people, also what was typed without choosing anyone: the bot searches for it. */
    get value() {
      if (this.chosen !== '') return this.chosen;
      const typed = this.field?.value.trim() ?? '';
      return typed !== '' && this.source['choices.data'].dataset === 'people' ? typed : undefined;
    }

    isSet() {
      return this.value !== undefined;
    }

    focus() {
      this.field?.focus();
    }

    typed() {
      const text = this.field.value;
      if (this.shown.every(({ title }) => title !== text)) this.chosen = '';
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.look(text), pauseMs);
    }

    async look(text) {
      this.tell(say('searching'));
      const dataset = this.source['choices.data'].dataset;
      const search = this.getRootElement().searchWith;
      const outcome = await search(dataset, text).catch(() => undefined);
      if (this.field.value !== text || document.activeElement !== this.field) return;
      if (outcome?.kind !== 'choices') return this.tell(say('wrong'));
      const fixed = (this.source.choices ?? []).filter(({ title }) =>
        title.toLowerCase().includes(text.toLowerCase()),
      );
      this.offer([...fixed, ...outcome.choices].slice(0, 15));
    }

    tell(words) {
      this.shown = [];
      this.list.replaceChildren(h('li', { class: 'search-note', role: 'presentation' }, words));
      this.openList();
    }

    offer(choices) {
      if (choices.length === 0) return this.tell(say('noResults'));
      this.shown = choices;
      this.active = -1;
      this.list.replaceChildren(
        ...choices.map((choice, index) =>
          h(
            'li',
            {
              role: 'option',
              id: `${this.list.id}-${index}`,
              'aria-selected': 'false',
              onmousedown: (event) => {
                event.preventDefault();
                this.choose(index);
              },
            },
            choice.title,
          ),
        ),
      );
      this.openList();
    }

    openList() {
      this.list.hidden = false;
      this.field.setAttribute('aria-expanded', 'true');
    }

    close() {
      this.list.hidden = true;
      this.field.setAttribute('aria-expanded', 'false');
      this.field.removeAttribute('aria-activedescendant');
    }

    choose(index) {
      const choice = this.shown[index];
      if (choice === undefined) return;
      this.field.value = choice.title;
      this.chosen = choice.value;
      this.close();
      this.valueChanged();
    }

    onKey(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined && this.shown.length > 0) {
        event.preventDefault();
        this.activate((this.active + step + this.shown.length) % this.shown.length);
      } else if (event.key === 'Enter' && this.active >= 0) {
        event.preventDefault();
        this.choose(this.active);
      } else if (event.key === 'Escape') {
        this.close();
      }
    }

    activate(index) {
      this.active = index;
      for (const [each, option] of [...this.list.children].entries()) {
        option.setAttribute('aria-selected', String(each === index));
        if (each === index) option.scrollIntoView({ block: 'nearest' });
      }
      this.field.setAttribute('aria-activedescendant', `${this.list.id}-${index}`);
    }
  }

  AdaptiveCards.GlobalRegistry.elements.register('Input.Search', SearchInput);
}
