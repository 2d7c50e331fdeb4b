import { readFileSync } from 'node:fs';
import { withoutFallbacks } from './newer-elements.ts';
import type { NamedCard } from './words.ts';

/** Colours and sizes close to what Teams gives its cards. */
const hostConfig = (dark: boolean) => {
  const color = (value: string) => ({ default: value, subtle: value });
  const foregroundColors = {
    default: { default: dark ? '#ffffff' : '#242424', subtle: dark ? '#adadad' : '#616161' },
    accent: color(dark ? '#a6a7f5' : '#5b5fc7'),
    good: color(dark ? '#54b054' : '#0e700e'),
    warning: color(dark ? '#fdcf61' : '#8a5600'),
    attention: color(dark ? '#e37d80' : '#b10e1c'),
  };
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: 'Segoe UI, system-ui, sans-serif',
    textBlock: { headingLevel: 2 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: dark ? '#484848' : '#e0e0e0' },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    actions: {
      maxActions: 6,
      actionsOrientation: 'horizontal',
      buttonSpacing: 8,
      actionAlignment: 'left',
    },
    containerStyles: {
      default: style(dark ? '#292929' : '#ffffff'),
      emphasis: style(dark ? '#1f1f1f' : '#f5f5f5'),
      accent: style(dark ? '#2f2f4a' : '#e8ebfa'),
      good: style(dark ? '#183018' : '#e7f2e7'),
      warning: style(dark ? '#3d3113' : '#fbf6e2'),
      attention: style(dark ? '#3f1b1c' : '#fcf4f6'),
    },
    factSet: { title: { weight: 'Bolder', wrap: true }, value: { wrap: true }, spacing: 12 },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'Bolder', suffix: ' *' },
        optionalInputs: {},
      },
    },
  };
};

const root = new URL('../../node_modules/', import.meta.url);
const script = (path: string) =>
  `<script>${readFileSync(new URL(path, root), 'utf8').replaceAll('</script', '<\\/script')}</script>`;
const json = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** With what More and Details show, so that it is seen as well. */
function unfolded(card: unknown): unknown {
  const folded = /"id":"(more|details|(?:rows|section)-[a-z]+)","isVisible":false/gu;
  return JSON.parse(JSON.stringify(card).replaceAll(folded, '"id":"$1"')) as unknown;
}

const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** With a picture that is there in place of those of people, since the page loads nothing. */
function pictured(card: unknown): unknown {
  const address = /("type":"Image","url":)"[^"]*"/gu;
  return JSON.parse(JSON.stringify(card).replaceAll(address, `$1"${picture}"`)) as unknown;
}

/** Runs in the page: draws newer elements as Teams describes them, since the official renderer doesn't know them. */
const newerElements = `
for (const [type, draw] of Object.entries({
  Badge: ({ text, icon, style }) => {
    const badge = document.createElement('span');
    badge.className = 'badge ' + style;
    badge.title = icon;
    badge.textContent = text;
    return badge;
  },
  Icon: ({ name }) => {
    const icon = document.createElement('span');
    icon.className = 'icon';
    icon.textContent = { ChevronDown: '⌄', ChevronRight: '›', ChevronLeft: '‹' }[name] ?? '◦';
    return icon;
  },
})) {
  class Newer extends AdaptiveCards.CardElement {
    getJsonTypeName() { return type; }
    internalParse(source, context) { super.internalParse(source, context); this.source = source; }
    internalRender() { return draw(this.source); }
  }
  AdaptiveCards.GlobalRegistry.elements.register(type, Newer);
}
`;

/**
 * One HTML page with every card, drawn by the official renderer. It loads nothing. `--width` of its root is that of the cards.
 *
 * @param options.isFolded as a card is first seen, without what More and Details show
 * @param options.isNewer with the elements that only newer clients know, and nothing to fall back on
 */
export function galleryPage(
  cards: readonly NamedCard[],
  options: {
    readonly dark: boolean;
    readonly width: number;
    readonly isFolded?: boolean;
    readonly isNewer?: boolean;
  },
): string {
  const { dark, width, isFolded = false, isNewer = false } = options;
  const shown = cards.map(({ name, card }) => {
    const seen = pictured(isFolded ? card : unfolded(card));
    return { name, card: isNewer ? withoutFallbacks(seen) : seen };
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cards</title><style>
body { color-scheme: ${dark ? 'dark' : 'light'}; margin: 0; padding: 8px; background: ${dark ? '#1b1b1b' : '#ebebeb'}; color: ${dark ? '#ccc' : '#333'}; font: 12px system-ui, sans-serif; }
:root { --width: ${String(width)}px; }
main { columns: calc(var(--width) + 16px); column-gap: 8px; }
section { break-inside: avoid; margin-bottom: 16px; width: var(--width); }
section > div { border: 1px solid ${dark ? '#3d3d3d' : '#d6d6d6'}; border-radius: 6px; overflow: hidden; box-sizing: border-box; }
p { margin: 0; }
.ac-pushButton { padding: 5px 12px; border: 1px solid ${dark ? '#666' : '#d1d1d1'}; border-radius: 4px; background: transparent; color: inherit; font: 600 14px system-ui; }
.ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
.badge { display: inline-block; padding: 2px 8px; border: 1px solid; border-radius: 4px; font-weight: 600; }
/* Teams breaks a row of buttons into several; the renderer alone would cut it off. */
.ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
.ac-input { color: inherit; box-sizing: border-box; }
.ac-textInput, .ac-dateInput, .ac-multichoiceInput, .ac-choiceSetInput-filtered-textbox { width: 100%; padding: 5px 8px; border: 1px solid ${dark ? '#666' : '#d1d1d1'}; border-radius: 4px; background: ${dark ? '#1f1f1f' : '#fff'}; font: inherit; }
</style>${script('adaptivecards/dist/adaptivecards.min.js')}${script('markdown-it/dist/browser/markdown-it.umd.min.js')}</head>
<body><main><h1>Cards</h1></main><script>
const cards = ${json(shown)};
const markdown = (window.markdownit ?? window.MarkdownIt)({ html: false });
${isNewer ? newerElements : ''}
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = markdown.render(text); result.didProcess = true; };
for (const { name, card } of cards) {
  const view = new AdaptiveCards.AdaptiveCard();
  view.hostConfig = new AdaptiveCards.HostConfig(${json(hostConfig(dark))});
  view.parse(card);
  const section = document.createElement('section');
  section.id = name;
  section.append(name);
  const box = document.createElement('div');
  const drawn = view.render();
  // The renderer names radio buttons by their input alone: two cards with one input would switch each other off.
  for (const radio of drawn.querySelectorAll('input[type=radio]')) radio.name = name + radio.name;
  box.append(drawn);
  section.append(box);
  document.querySelector('main').append(section);
}
</script></body></html>`;
}
