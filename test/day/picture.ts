import type { Series } from './samples.ts';

/** A graph: lines that share an axis. */
export interface Graph {
  readonly title: string;
  /** by the word in the legend */
  readonly lines: ReadonlyMap<string, Series>;
}

const colours = ['#1f77b4', '#d62728', '#2ca02c', '#9467bd', '#ff7f0e', '#8c564b', '#17becf'];
const width = 420;
const height = 150;
const left = 52;
const top = 26;
const perRow = 2;
const gap = 24;
const legendHeight = 30;
/** More than a pixel apart can't be seen. */
const mostPoints = 180;

/** @returns an SVG */
export function drawPicture(graphs: readonly Graph[]): string {
  const ends = graphs.flatMap(({ lines }) =>
    [...lines.values()].map(({ points }) => points.at(-1)?.[0] ?? 0),
  );
  const minutes = Math.max(1, ...ends);
  const cell = { width: left + width + gap, height: top + height + legendHeight + gap };
  const rows = Math.ceil(graphs.length / perRow);
  const size = { width: cell.width * perRow, height: cell.height * rows };
  const parts = graphs.map((graph, place) => {
    const x = (place % perRow) * cell.width + left;
    const y = Math.floor(place / perRow) * cell.height + top;
    return `<g transform="translate(${x} ${y})">${drawGraph(graph, minutes)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="11" fill="#333">`,
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function drawGraph({ title, lines }: Graph, minutes: number): string {
  const values = [...lines.values()].flatMap(({ points }) => points.map(([, value]) => value));
  const highest = roundUp(Math.max(1, ...values));
  const at = (minute: number, value: number) =>
    `${((minute / minutes) * width).toFixed(1)} ${(height - (value / highest) * height).toFixed(1)}`;
  const drawn = [...lines].map(([word, series], place) => {
    const colour = colours[place % colours.length] ?? '';
    const path = thinned(series.points).map(([minute, value]) => at(minute, value));
    const legend = `<text x="${(place % 4) * 105}" y="${height + 30 + Math.floor(place / 4) * 14}" fill="${colour}">${word}</text>`;
    return `<path d="M${path.join('L')}" fill="none" stroke="${colour}"/>${legend}`;
  });
  const axis = [0, 0.5, 1].map((part) => {
    const y = height - part * height;
    return `<path d="M0 ${y}H${width}" stroke="#ddd"/><text x="-6" y="${y + 4}" text-anchor="end">${Math.round(part * highest).toLocaleString('en')}</text>`;
  });
  const hours = [0, 0.5, 1].map(
    (part) =>
      `<text x="${part * width}" y="${height + 14}" text-anchor="middle" fill="#777">${Math.round(part * minutes)} min</text>`,
  );
  const name = `<text y="-10" font-weight="bold">${title}</text>`;
  return [name, ...axis, ...hours, ...drawn].join('');
}

function thinned(points: Series['points']): Series['points'] {
  const every = Math.ceil(points.length / mostPoints);
  // The highest of each stretch, so that no peak is lost.
  return Array.from({ length: Math.ceil(points.length / every) }, (_, stretch) =>
    points
      .slice(stretch * every, (stretch + 1) * every)
      .reduce((highest, point) => (point[1] > highest[1] ? point : highest)),
  );
}

function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value));
  return Math.ceil(value / step) * step;
}
