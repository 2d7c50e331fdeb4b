import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Connection {
  /** the last request, with what is answered to it; absent: nothing was asked, or it has its answer */
  exchange?: Exchange;
  /** whatever else comes over it is nobody's */
  isEnding: boolean;
}

/** The connections of a server, and what is being answered on each. */
export interface Connections {
  /** Takes one in; the oldest that has nothing to be answered goes when there are too many. */
  add(socket: Socket): void;
  /**
   * Notes that a request is being answered.
   * @returns false when it is nobody's: one before it isn't answered yet, or was the last. The connection ends with that.
   */
  answering(request: IncomingMessage, response: ServerResponse): boolean;
  /** The request that is being answered is the last one of its connection. */
  last(request: IncomingMessage): void;
  /** Whether words put on it now would be taken for the answer to the one request that it has, if it has one. */
  mayBeTold(socket: Duplex): boolean;
  /** Ends those that nobody waits on, and sees to it that the others end with their answer. */
  endUnlessAnswering(): void;
  destroyAll(): void;
}

export function createConnections(most: number): Connections {
  /** in the order in which they came */
  const open = new Map<Duplex, Connection>();

  /** A request that hasn't come whole is nobody's yet: it may never. */
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
      // Whatever becomes of it, also once it is no longer HTTP's: an error that nobody hears ends the process.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => open.delete(socket));
      open.set(socket, { isEnding: false });
      makeRoom();
      // All are being answered: the newest has to go.
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
    mayBeTold(socket) {
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
