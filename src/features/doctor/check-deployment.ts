import { downloadPath, pagePaths } from '../../domain/public-paths.ts';
import type { DoctorWords } from '../../text/doctor.ts';
import { ok, skipped, wrong } from './findings.ts';
import type { Finding } from './ports.ts';

const maxAnswerMs = 15_000;
const loopback = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/** Checks a running deployment from outside, as Teams and a health check would. @param url `https://host`, without a path */
export async function checkDeployment(
  url: string | undefined,
  words: DoctorWords,
): Promise<Finding[]> {
  if (url === undefined) return [skipped(words.deployment.noUrl)];
  const host = url.replace(/(?<!\/)\/+$/, '');
  if (!host.startsWith('https://') && !loopback.test(host)) {
    return [wrong(words.deployment.notHttps)];
  }
  const alive = await isAlive(host, words);
  if (alive.outcome === 'wrong') return [alive, skipped(words.deployment.needsAlive)];
  return [
    alive,
    await isReady(host, words),
    await isGuarded(host, words),
    await hasPages(host, words),
    await takesLinks(host, words),
  ];
}

async function isAlive(host: string, words: DoctorWords): Promise<Finding> {
  const answer = await ask(`${host}/healthz`);
  if (typeof answer === 'string') return wrong(words.deployment.unreachable(answer));
  const { status, body } = answer;
  if (status === 200 && body.includes('"alive"')) return ok(words.deployment.aliveFine);
  return wrong(words.deployment.notRollcall(status));
}

async function isReady(host: string, words: DoctorWords): Promise<Finding> {
  const answer = await ask(`${host}/readyz`);
  if (typeof answer === 'string') return wrong(words.deployment.unreachable(answer));
  if (answer.status === 200) return ok(words.deployment.readyFine);
  return wrong(words.deployment.notReady(answer.status));
}

/** The pages that the app's details in Teams link to. */
async function hasPages(host: string, words: DoctorWords): Promise<Finding> {
  for (const path of pagePaths) {
    const answer = await ask(`${host}${path}`);
    if (typeof answer === 'string' || answer.status !== 200 || !answer.body.includes('<h1>'))
      return wrong(words.deployment.noPage(`${host}${path}`));
  }
  return ok(words.deployment.pagesFine);
}

/** A download link without a valid signature: it must end at Rollcall's page. A proxy in front of Rollcall may block this path alone. */
async function takesLinks(host: string, words: DoctorWords): Promise<Finding> {
  const answer = await ask(`${host}${downloadPath}doctor`);
  const isPage =
    typeof answer !== 'string' && answer.status === 404 && answer.body.includes('<h1>');
  return isPage ? ok(words.deployment.linksFine) : wrong(words.deployment.noLinks(downloadPath));
}

/** An unsigned message, as anyone could send it. It has no sender and no content, so little happens where it is accepted. */
async function isGuarded(host: string, words: DoctorWords): Promise<Finding> {
  const party = { id: 'doctor', name: 'doctor' };
  const answer = await ask(`${host}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'typing',
      id: 'doctor',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/teams/',
      from: party,
      recipient: party,
      conversation: { id: 'doctor' },
    }),
  });
  if (typeof answer === 'string') return wrong(words.deployment.unreachable(answer));
  if (answer.status === 401) return ok(words.deployment.doorFine);
  return wrong(words.deployment.doorOpen(answer.status));
}

/** @returns the response, or a word for why there was none */
async function ask(
  address: string,
  request: RequestInit = {},
): Promise<{ status: number; body: string } | string> {
  try {
    const signal = AbortSignal.timeout(maxAnswerMs);
    const answer = await fetch(address, { ...request, redirect: 'manual', signal });
    return { status: answer.status, body: await answer.text() };
  } catch (error) {
    const { cause, name } = error as Error;
    const code = (cause as { code?: unknown } | undefined)?.code;
    return typeof code === 'string' ? code : name;
  }
}
