import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Connection {
  /** the last request with its response; absent: nothing was requested, or the response is complete */
  exchange?: Exchange;
  /** further requests on it are ignored */
  isEnding: boolean;
}

/** The connections of a server, and the response in progress on each. */
export interface Connections {
  /** Adds a connection. Above the limit the oldest one without a response in progress is closed. */
  add(socket: Socket): void;
  /**
   * Marks a request as being answered.
   * @returns false when it can't be: the one before isn't answered yet, or was the last. The connection then
   * ends.
   */
  answering(request: IncomingMessage, response: ServerResponse): boolean;
  /** Makes this request the last one of its connection. */
  last(request: IncomingMessage): void;
  /** Whether bytes written now would be read as the response to the only request on the socket, if there is one. */
  canRespond(socket: Duplex): boolean;
  /** Closes idle connections, and the others after their response. */
  endUnlessAnswering(): void;
  destroyAll(): void;
}

export function createConnections(most: number): Connections {
  /** in the order in which they were opened */
  const open = new Map<Duplex, Connection>();

  /** A request that hasn't arrived completely doesn't count: it may never. */
  const isWaitedOn = ({ exchange }: Connection) => exchange?.request.complete === true;

  function makeRoom(): void {
    if (open.size <= most) return;
    for (const [socket, connection] of open) {
      if (isWaitedOn(connection)) continue;
      open.delete(socket);
      socket.destroy();
      return;
    }
  }

  function end(socket: Duplex, connection: Connection): void {
    connection.isEnding = true;
    const response = connection.exchange?.response;
    if (response === undefined) return;
    if (!response.headersSent) response.setHeader('connection', 'close');
    response.once('finish', () => {
      socket.end(() => socket.destroy());
    });
  }

  return {
    add(socket) {
      // For the whole life of the socket, also after HTTP has let go of it: an unhandled error ends the
      // process.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => open.delete(socket));
      open.set(socket, { isEnding: false });
      makeRoom();
      // All have a response in progress: the newest is closed.
      if (open.size > most) socket.destroy();
    },
    answering(request, response) {
      const { socket } = request;
      const connection = open.get(socket);
      if (connection === undefined || connection.isEnding) return false;
      if (connection.exchange !== undefined && !connection.exchange.response.writableFinished) {
        end(socket, connection);
        return false;
      }
      const exchange = { request, response };
      connection.exchange = exchange;
      response.once('close', () => {
        if (connection.exchange === exchange) delete connection.exchange;
      });
      return true;
    },
    last({ socket }) {
      const connection = open.get(socket);
      if (connection !== undefined) end(socket, connection);
    },
    canRespond(socket) {
      const { exchange, isEnding = true } = open.get(socket) ?? {};
      if (exchange === undefined) return !isEnding;
      return !exchange.request.complete && !exchange.response.headersSent;
    },
    endUnlessAnswering() {
      for (const [socket, connection] of open) {
        if (isWaitedOn(connection)) end(socket, connection);
        else socket.destroy();
      }
    },
    destroyAll() {
      for (const socket of open.keys()) socket.destroy();
    },
  };
}
