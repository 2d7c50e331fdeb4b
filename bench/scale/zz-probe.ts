import { withCountedStore } from '/work/main/bench/scale/real-store.ts';
import { tellStory } from '/work/main/bench/scale/count-story.ts';
const n = Number(process.argv[2]), c = Number(process.argv[3]), u = Number(process.argv[4]);
const steps = await withCountedStore((s) => tellStory(s, { rows: n, changed: c, users: u }));
console.log(JSON.stringify(steps));
