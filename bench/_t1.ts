import { open } from './_tour.ts';
const t = await open('http://127.0.0.1:5411');
try {
await t.as('tara');
await t.attach('samples/people.csv', 'Continue');
await t.shot('a0');
console.log(await t.text());
} catch(e) { console.log(String(e).slice(0,800)); await t.shot('err'); }
console.log(t.complaints); await t.browser.close();
