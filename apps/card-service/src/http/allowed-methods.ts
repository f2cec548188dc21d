import type { FastifyInstance } from 'fastify';

/** A route of the running application. */
export interface Route {
  readonly method: string;
  /** With parameters, as `/v1/cards/:id`. */
  readonly path: string;
}

/** Knows every route of the application; has to be told of the server before the routes are registered. */
export class AllowedMethods {
  private readonly known: (Route & { readonly pattern: RegExp })[] = [];

  constructor(server: FastifyInstance) {
    server.addHook('onRoute', ({ method, url }) => {
      const pattern = new RegExp(`^${url.replaceAll('.', '\\.').replaceAll(/:[^/]+/g, '[^/]+')}$`);
      for (const one of [method].flat()) this.known.push({ method: one, path: url, pattern });
    });
  }

  get routes(): readonly Route[] {
    return this.known;
  }

  /** The methods that exist at a URL; none where there is no such path. */
  at(url: string): string[] {
    const path = url.split('?', 1)[0] ?? '';
    const methods = this.known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods)].sort();
  }
}
