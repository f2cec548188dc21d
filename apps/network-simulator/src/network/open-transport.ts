import { wrongValue } from '@mayfly/command-line';
import type { Scene } from '../client/scene';
import { HttpTransport } from './http-transport';
import { Iso8583Transport } from './iso8583-transport';
import { lineOf, linksOf } from './links';
import type { Transport } from './said';

/**
 * A way to the running system: over HTTP as the network of the scene, or over a line of those that npm start writes down.
 *
 * @param link its name; the first when undefined
 * @throws WrongOption when there is no such link
 */
export function openTransport(
  name: Transport['name'],
  scene: Scene,
  env: NodeJS.ProcessEnv,
  link: string | undefined,
): Transport {
  if (name === 'http') return new HttpTransport(scene.network, 'visa');
  const links = linksOf(env);
  if (links.length === 0)
    throw new Error('MAYFLY_ISO8583_LINKS is not set: is a system running? npm start writes it down');
  const told = link === undefined ? links[0] : links.find((one) => one.name === link);
  if (told === undefined)
    throw wrongValue('--link', `one of ${links.map((one) => one.name).join(', ')}`, link);
  return new Iso8583Transport(lineOf(told), told.scheme);
}
