import { connect } from 'node:net';

/** Requests that are all the same, on connections that are kept, each with one request at a time. */
export interface Saturation {
  readonly url: URL;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
}

/**
 * Keeps a server as busy as it can be, and gives how many requests it answered. The client does nothing but count bytes: one that
 * reads HTTP takes as much of the processor as the server does, and is what is measured then.
 *
 * @throws when an answer is not 200, or not as long as the first one
 */
export async function saturate(saturation: Saturation): Promise<number> {
  const untilMs = performance.now() + 1000 * saturation.seconds;
  const connections = Array.from({ length: saturation.connections }, () => repeat(saturation, untilMs));
  return (await Promise.all(connections)).reduce((sum, answered) => sum + answered, 0);
}

function repeat({ url, body }: Saturation, untilMs: number): Promise<number> {
  const request = Buffer.from(
    `POST ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    let [answered, answerBytes, received] = [0, 0, 0];
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new Error('the server closed the connection'));
    });
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      if (received === 0 && chunk.toString('latin1', 0, 12) !== 'HTTP/1.1 200') {
        reject(new Error(`not the answer that was expected: ${chunk.toString('latin1')}`));
        socket.destroy();
        return;
      }
      received += chunk.length;
      // An answer this small comes in one piece, and so does the first.
      answerBytes ||= received;
      if (received < answerBytes) return;
      if (received > answerBytes) reject(new Error('answers differ in length'));
      answered += 1;
      received = 0;
      if (performance.now() < untilMs) socket.write(request);
      else {
        resolve(answered);
        socket.destroy();
      }
    });
  });
}
