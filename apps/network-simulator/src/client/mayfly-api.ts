import { createHmac } from 'node:crypto';
import { request } from 'node:http';

/** An HTTP answer with its parsed JSON body; problems (RFC 9457) arrive as ordinary answers, for a story may want one. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a caller of the API knows: where it is, its key and, for networks and merchants, the secret that signs its messages. */
export interface Credentials {
  readonly url: string;
  readonly apiKey: string;
  readonly signingSecret?: string;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Unix seconds to sign with; the present when absent. */
  readonly signedAtSeconds?: number;
}

/** Milliseconds after which a call counts as unanswered: the networks themselves wait 10 s. */
const answerTimeoutMs = 10_000;

/** A caller of the card service with one API key. Throws only when no HTTP answer comes at all. */
export class MayflyApi {
  constructor(private readonly credentials: Credentials) {}

  get(path: string): Promise<ApiAnswer> {
    return this.call('GET', path);
  }

  post(path: string, body: unknown, options: Omit<CallOptions, 'body'> = {}): Promise<ApiAnswer> {
    return this.call('POST', path, { ...options, body });
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<ApiAnswer> {
    const body = options.body === undefined ? '' : JSON.stringify(options.body);
    // Not AbortSignal.timeout: its timers outlive their calls, and a load of thousands a second would keep them all.
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort();
    }, answerTimeoutMs);
    try {
      return await this.answer(method, path, body, options, late.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Begins to post the body, and destroys the connection in the middle of it. */
  async cutOff(path: string, body: unknown): Promise<void> {
    const whole = JSON.stringify(body);
    const call = request(new URL(path, this.credentials.url), {
      method: 'POST',
      agent: false,
      headers: { ...this.headers('POST', path, whole, {}), 'content-length': Buffer.byteLength(whole) },
    });
    const closed = new Promise((close) => call.once('close', close));
    // That there is no answer is the purpose.
    call.on('error', () => undefined);
    call.write(whole.slice(0, whole.length / 2), () => call.destroy());
    await closed;
  }

  private async answer(
    method: string,
    path: string,
    body: string,
    options: CallOptions,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    const response = await fetch(this.credentials.url + path, {
      method,
      headers: this.headers(method, path, body, options),
      ...(body === '' ? {} : { body }),
      signal,
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as ApiAnswer['body']) };
  }

  private headers(
    method: string,
    path: string,
    body: string,
    { headers, signedAtSeconds }: CallOptions,
  ): Record<string, string> {
    return {
      authorization: `Bearer ${this.credentials.apiKey}`,
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      ...this.signature(method, path, body, signedAtSeconds),
      ...headers,
    };
  }

  private signature(
    method: string,
    path: string,
    body: string,
    signedAtSeconds = Math.floor(Date.now() / 1000),
  ): Record<string, string> {
    const secret = this.credentials.signingSecret;
    if (secret === undefined) return {};
    const timestamp = String(signedAtSeconds);
    const mac = createHmac('sha256', secret).update([timestamp, method, path, body].join('\n')).digest('hex');
    return { 'mayfly-timestamp': timestamp, 'mayfly-signature': `v1=${mac}` };
  }
}
