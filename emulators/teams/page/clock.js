/** Times in the person's time zone, which the bot receives too. */
let zone;
let locale;

export function setClock(person) {
  zone = person.timeZone;
  locale = person.locale;
}

export function timeOf(iso) {
  const at = new Date(iso);
  const time = { timeZone: zone, hour: 'numeric', minute: '2-digit' };
  const day = dayOf(iso) === dayOf(Date.now()) ? {} : { month: 'short', day: 'numeric' };
  return at.toLocaleString(locale, { ...day, ...time });
}

export function dayOf(at) {
  return new Date(at).toLocaleDateString(locale, { timeZone: zone, dateStyle: 'full' });
}
