import type { Organization } from './organizations.ts';

const size = { width: 840, height: 240, left: 48, bottom: 28, top: 12 };
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The week as a picture: the most requests in a second, for each quarter of an hour. */
export function weekAsSvg(
  quarters: readonly number[],
  organizations: readonly Organization[],
): string {
  const most = Math.max(...quarters, 1);
  const step = 10 ** Math.floor(Math.log10(most));
  const top = Math.ceil(most / step) * step;
  const inner = { width: size.width - size.left, height: size.height - size.bottom - size.top };
  const x = (quarter: number) => size.left + (quarter / quarters.length) * inner.width;
  const y = (value: number) => size.top + inner.height * (1 - value / top);
  const bars = quarters.map(
    (value, at) => `M${x(at).toFixed(1)} ${y(0).toFixed(1)}V${y(value).toFixed(1)}`,
  );
  const lines = [0, top / 2, top].map(
    (value) =>
      `<line x1="${size.left}" x2="${size.width}" y1="${y(value)}" y2="${y(value)}" stroke="#ccc"/>` +
      `<text x="${size.left - 6}" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
  );
  const names = days.map(
    (day, at) =>
      `<text x="${x((at + 0.5) * 96).toFixed(0)}" y="${size.height - 8}" text-anchor="middle">${day}</text>`,
  );
  const title = `Requests in the busiest second of each quarter of an hour, ${organizations.length} organizations, UTC`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" font-family="sans-serif" font-size="12" fill="#333">`,
    `<title>${title}</title><rect width="100%" height="100%" fill="#fff"/>`,
    ...lines,
    ...names,
    `<path d="${bars.join('')}" stroke="#4f52b2" stroke-width="1" fill="none"/>`,
    '</svg>\n',
  ].join('\n');
}
