import { SaxesParser } from 'saxes';
import { AppError } from '../../../../errors.ts';
import { createEventLoopYield } from '../../../../lib/yield-to-event-loop.ts';
import { asDamaged } from './damaged.ts';

export interface XmlHandlers {
  /** @param name without its namespace prefix, which programs choose freely */
  readonly onOpen: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly onText?: (text: string) => void;
  readonly onClose: (name: string) => void;
}

/** No cell has more text, and no element more attributes. More is meant to fill the memory. */
const maxWithoutEvent = 4 * 1024 * 1024;
const maxDepth = 256;

/**
 * Reads XML as its bytes come, strictly: anything malformed counts as damaged. Entities defined by a document,
 * which can make a small one grow without end, aren't supported.
 * Yields after each portion of bytes, so that the caller can take what the handlers have collected.
 * @throws AppError file-is-damaged
 */
export async function* readXml(
  bytes: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let sinceEvent = 0;
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    sinceEvent = 0;
    depth += 1;
    if (depth > maxDepth) throw damaged('nested too deep');
    handlers.onOpen(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sinceEvent = 0;
    depth -= 1;
    handlers.onClose(localName(name));
  });
  const onText = (text: string) => {
    sinceEvent = 0;
    handlers.onText?.(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);

  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const { yieldIfDue } = createEventLoopYield();
  const write = (text: string) => {
    sinceEvent += text.length;
    try {
      parser.write(text);
    } catch (error) {
      throw asDamaged(error);
    }
    if (sinceEvent > maxWithoutEvent) throw damaged('endless element');
  };
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    write(decoder.decode(chunk, { stream: true }));
    yield;
    await yieldIfDue();
  }
  write(decoder?.decode() ?? '');
  try {
    parser.close();
  } catch (error) {
    throw asDamaged(error);
  }
  yield;
}

/** Reads a small document as a whole. */
export async function readWholeXml(
  bytes: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): Promise<void> {
  for await (const _ of readXml(bytes, handlers));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** An attribute with any prefix, or none. */
export function attributeOf(
  attributes: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const prefixed = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return prefixed === undefined ? undefined : attributes[prefixed];
}

/** XML is UTF-8, unless a byte order mark says UTF-16. */
function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}

export function damaged(note: string): AppError {
  return new AppError('file-is-damaged', {}, { note });
}
