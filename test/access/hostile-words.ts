/** Words that do harm if a program treats them as more than text, and the visible text of a card. */

/** Names that would do something if anybody took them for more than names. */
export const names = [
  '../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '%2e%2e%2fup',
  '**bold** _it_ `code`',
  '[click](javascript:alert(1))',
  '<at>Tara</at>',
  '<script>alert(1)</script>',
  '${fileName} ${$root}',
  '$(x) {{DATE(2026-01-01T00:00:00Z)}}',
  '{"type":"Action.Submit","data":{}}',
  '=HYPERLINK("https://evil.example")',
  '@SUM(A1)',
  "'=1+1",
  'left\u202Egnp.exe',
  'zero\u200Bwidth',
  'line\u2028and\u2029paragraph',
  'two\nlines {"level":"error"}',
];
/** Texts that can't be a value. */
export const refused = ['nul\0byte', 'bell\x07', 'half \uFFFD letter', 'x'.repeat(10_000)];

/** The texts that Teams renders as Markdown. */
export function blocksOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(blocksOf);
  if (typeof part !== 'object' || part === null) return [];
  const node = part as Record<string, unknown>;
  const own = node.type === 'TextBlock' && typeof node.text === 'string' ? [node.text] : [];
  return [...own, ...Object.values(node).flatMap(blocksOf)];
}
