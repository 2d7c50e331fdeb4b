/**
 * The Markdown of cards and messages: emphasis, lists and links, as in Teams. No HTML, no images, no headings;
 * links lead to the web only, in a new tab.
 */
import MarkdownIt from '/page/lib/markdown-it.mjs';

const markdown = new MarkdownIt('zero', { html: false, breaks: false });
markdown.enable(['emphasis', 'list', 'link', 'escape', 'entity', 'newline']);
markdown.validateLink = (address) => /^(https?:|mailto:)/i.test(address);
markdown.renderer.rules.link_open = (tokens, index, options, _environment, self) => {
  tokens[index].attrSet('target', '_blank');
  tokens[index].attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, index, options);
};

export const renderMarkdown = (text) => markdown.render(text);

/** An element with a message's Markdown. The renderer escapes everything unsupported. */
export function markdownElement(text) {
  const element = document.createElement('div');
  element.className = 'words';
  element.dir = 'auto';
  element.innerHTML = renderMarkdown(text);
  return element;
}
