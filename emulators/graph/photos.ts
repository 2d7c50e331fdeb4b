/** `GET /users/{id}/photos/{size}` and its `$value`: a few users have a picture, drawn here; most have none. */
import { createHash } from 'node:crypto';
import { encode } from 'fast-png';
import { badRequest, notFound, refusal, type Answer } from './answer.ts';
import type { GraphUser } from './user.ts';

const sizes = [48, 64, 96, 120, 240, 360, 432, 504, 648];
/** One user in so many has a picture. */
const oneIn = 3;

export function photoOf(
  user: GraphUser | undefined,
  id: string,
  size: string,
  value: boolean,
): Answer {
  if (user === undefined) return notFound(id);
  const side = sizes.find((one) => size === `${String(one)}x${String(one)}`);
  if (side === undefined) return badRequest('The specified photo size is not supported.');
  // Another name, another picture.
  const seed = createHash('sha256')
    .update(`${user.id} ${user.displayName ?? ''}`)
    .digest();
  if (!hasPhoto(user.id)) {
    return refusal(404, 'ImageNotFound', "The photo wasn't found.");
  }
  const etag = `W/"${seed.toString('hex').slice(0, 32)}"`;
  if (value) return { status: 200, body: draw(side, seed), headers: { etag } };
  const about = { '@odata.mediaContentType': 'image/png', '@odata.mediaEtag': etag };
  return { status: 200, body: { ...about, id: size, width: side, height: side } };
}

function hasPhoto(userId: string): boolean {
  return (createHash('sha256').update(userId).digest()[0] ?? 0) % oneIn === 0;
}

/** A head and shoulders in the user's colours. */
function draw(side: number, seed: Buffer): Uint8Array {
  const [r = 0, g = 0, b = 0] = seed;
  const back = [96 + (r >> 2), 96 + (g >> 2), 96 + (b >> 2)];
  const front = [40 + (b >> 3), 40 + (r >> 3), 40 + (g >> 3)];
  const data = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [across, down] = [x / side - 0.5, y / side];
      const inHead = across ** 2 + (down - 0.38) ** 2 < 0.035;
      const inShoulders = (across / 1.1) ** 2 + (down - 1) ** 2 < 0.13;
      data.set(inHead || inShoulders ? front : back, (y * side + x) * 3);
    }
  }
  return encode({ width: side, height: side, channels: 3, depth: 8, data });
}
