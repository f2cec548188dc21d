import {
  administer,
  createDatabase,
  databaseUrl,
  startServers,
  type LocalServers,
} from '@mayfly/local-stack';
import { startMayfly, type MayflySystem } from '../../../../apps/launcher/dist/mayfly/start-mayfly';
import { readFileSync } from 'node:fs';
import { cpuOfFamily, cpuOfProcess, type Cpu } from '../cpu-meter';
import type { NetworkAccess } from '../load/network-caller';
import { registerNetwork } from './register-network';

/** How many instances of each application. */
export interface Instances {
  readonly cardServices: number;
  readonly workers: number;
}

/** CPU spent so far, in microseconds. */
export interface SystemCpu {
  readonly cardService: Cpu;
  readonly worker: Cpu;
  readonly postgres: Cpu;
  readonly kafka: Cpu;
}

/** A Mayfly of the benchmark's own, on servers of its own, as `npm start` starts them. */
export class MeasuredSystem {
  private constructor(
    readonly servers: LocalServers,
    readonly mayfly: MayflySystem,
    readonly network: NetworkAccess,
  ) {}

  static async start({ cardServices, workers }: Instances): Promise<MeasuredSystem> {
    const servers = await startServers();
    try {
      await administer(servers.postgresUrl, async (client) => {
        await createDatabase(client, 'card');
        await createDatabase(client, 'assessment');
      });
      const mayfly = await startMayfly({
        servers,
        cardServices,
        workers,
        env: {
          CARD_DATABASE_URL: databaseUrl(servers.postgresUrl, 'card'),
          ASSESSMENT_DATABASE_URL: databaseUrl(servers.postgresUrl, 'assessment'),
        },
      });
      const network = await registerNetwork(mayfly.urls[0] ?? '', mayfly.operatorKey);
      return new MeasuredSystem(servers, mayfly, network);
    } catch (error) {
      await servers.stop();
      throw error;
    }
  }

  /** What each part has spent; 0 where the operating system does not tell. */
  cpu(): SystemCpu {
    const sum = (pids: readonly (number | undefined)[]): Cpu =>
      pids.reduce<Cpu>((total, pid) => total + (cpuOfProcess(pid ?? 0) ?? 0), 0);
    return {
      cardService: sum(this.mayfly.cardServices.map(({ process }) => process.pid)),
      worker: sum(this.mayfly.workers.map(({ process }) => process.pid)),
      postgres: cpuOfFamily(this.servers.postgres.server.pid ?? 0) ?? 0,
      kafka: sum([this.servers.kafka.server.pid]),
    };
  }

  /** Resident memory of each instance, in bytes. */
  residentBytes(): { readonly cardServices: number[]; readonly workers: number[] } {
    const of = (apps: MayflySystem['workers']): number[] =>
      apps.map(({ process }) => residentOf(process.pid ?? 0));
    return { cardServices: of(this.mayfly.cardServices), workers: of(this.mayfly.workers) };
  }

  /** Of the server, as it names itself. */
  postgresVersion(): Promise<string> {
    return administer(this.servers.postgresUrl, async (client) => {
      const { rows } = await client.query<{ server_version: string }>('show server_version');
      return rows[0]?.server_version ?? 'unknown';
    });
  }

  async stop(): Promise<void> {
    await this.mayfly.stop();
    await this.servers.stop();
  }
}

function residentOf(pid: number): number {
  try {
    const [, kibibytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kibibytes) * 1_024;
  } catch {
    return 0;
  }
}
