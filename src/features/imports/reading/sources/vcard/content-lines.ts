/** A line of a contact file, with its folded parts joined. */
export interface ContentLine {
  /** on which it starts, from 1 */
  readonly line: number;
  readonly text: string;
}

/** Pictures and keys are longer. No value of a person is. */
const maxLength = 64 * 1024;
const quotedPrintable = /^[^:]{0,200}QUOTED-PRINTABLE[^:]{0,200}:/iu;

/**
 * Joins the lines of a contact file. A line continues if the next one begins with white space, or, in
 * quoted-printable, after a `=` at its end. Of a line too long for a person's value, only the beginning is
 * kept.
 */
export function createContentLines(): (text: string, isLast: boolean) => ContentLine[] {
  let rest = '';
  let number = 0;
  let open: { line: number; text: string; isPrintable: boolean } | undefined;

  function take(physical: string, lines: ContentLine[]): void {
    number += 1;
    if (open !== undefined && /^[ \t]/u.test(physical)) {
      append(open, physical.slice(1));
      return;
    }
    if (open?.isPrintable === true && open.text.endsWith('=')) {
      open.text = open.text.slice(0, -1);
      append(open, physical);
      return;
    }
    if (open !== undefined) lines.push({ line: open.line, text: open.text });
    open = {
      line: number,
      text: physical.slice(0, maxLength),
      isPrintable: quotedPrintable.test(physical),
    };
  }

  return (text, isLast) => {
    const lines: ContentLine[] = [];
    rest += text;
    // The next character shows whether a last CR is a line end of its own.
    const physical = rest.split(
      isLast || !rest.endsWith('\r') ? /\r\n|\n|\r/u : /\r\n|\n|\r(?!$)/u,
    );
    rest = isLast ? '' : (physical.pop() ?? '');
    if (rest.length > 2 * maxLength) rest = rest.slice(0, maxLength) + rest.slice(-1);
    for (const one of physical) take(one, lines);
    if (isLast && open !== undefined) lines.push({ line: open.line, text: open.text });
    return lines;
  };
}

function append(open: { text: string }, more: string): void {
  if (open.text.length < maxLength) open.text = (open.text + more).slice(0, maxLength);
}
