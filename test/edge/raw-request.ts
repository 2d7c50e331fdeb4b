import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** A connection to a port of this machine, open. What becomes of it is for the test to see. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes as they are. @returns the first line of the answer; '' when the connection ends without one */
export async function ask(port: number, bytes: string): Promise<string> {
  const socket = await dial(port);
  try {
    socket.write(Buffer.from(bytes, 'latin1'));
    let answer = '';
    for await (const chunk of socket) {
      answer += String(chunk);
      if (answer.includes('\r\n')) break;
    }
    return answer.split('\r\n')[0] ?? '';
  } catch {
    return '';
  } finally {
    socket.destroy();
  }
}
