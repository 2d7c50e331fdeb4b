/** Times in the person's time zone, which the bot receives too. */
let zone;

export function setClock(person) {
  zone = person.timeZone;
}

export function timeOf(iso) {
  const at = new Date(iso);
  const time = { timeZone: zone, hour: 'numeric', minute: '2-digit' };
  const day = dayOf(iso) === dayOf(Date.now()) ? {} : { month: 'short', day: 'numeric' };
  return at.toLocaleString([], { ...day, ...time });
}

export function dayOf(at) {
  return new Date(at).toLocaleDateString([], { timeZone: zone, dateStyle: 'full' });
}
