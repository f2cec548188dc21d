import { setTimeout as pause } from 'node:timers/promises';
import { answerOf, type ReasonCode } from '@mayfly/contracts';
import { Random } from '@mayfly/fraud-world';
import { drawFault, type FaultKind, type Faults } from './faults';
import { saidAbout } from './said-about';
import type { Answer, Said, Transport } from './said';
import { Contradiction, Unanswered } from './unanswered';

const longestDelayMs = 300;
/** Where nothing else is said, what was to be overtaken goes all the same. */
const overtakenWithinMs = 200;
/** How often a message is said anew because the line was cut under it. */
const mostTimesAnew = 10;
/** Trace numbers of reversals; no message of a run comes so far. */
const reversalStan = 500_000;

/** Nothing is kept of what is refused like this, so a second message under the same key is judged like a first. */
const keptNowhere: readonly ReasonCode[] = ['unknown_number', 'number_range_not_ours'];
/** There is no purchase that it could be about; nothing is kept either. */
const noOriginal = '25';

type Performers = Readonly<Record<FaultKind, (said: Said, numbers: Random) => Promise<Answer>>>;

/**
 * A transport on which things go wrong, by shares and a seed: the same trace number has the same fault in every run of a seed.
 * Whatever happens on the way, each answer is the one that the message would have had without; only what is taken back is
 * unanswered.
 */
export class FaultyTransport implements Transport {
  /** How often each happened. */
  readonly happened = new Map<FaultKind, number>();
  readonly #overtaken: (() => void)[] = [];

  constructor(
    private readonly inner: Transport,
    private readonly faults: Faults,
    private readonly seed: number,
  ) {}

  get name(): Transport['name'] {
    return this.inner.name;
  }

  get scheme(): Transport['scheme'] {
    return this.inner.scheme;
  }

  /** @throws Unanswered @throws Contradiction when a second answer is not what it has to be */
  async send(said: Said): Promise<Answer> {
    const { stan } = said.key;
    const numbers = new Random(this.seed, `${stan} ${said.kind}${said.repeat ? ' again' : ''}`);
    const fault = drawFault(this.faults, numbers);
    if (fault === undefined || !canHappen(fault, said)) return this.say(said);
    this.happened.set(fault, (this.happened.get(fault) ?? 0) + 1);
    return this.#performers[fault](said, numbers);
  }

  cutOff(said: Said): Promise<void> {
    return this.inner.cutOff(said);
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  readonly #performers: Performers = {
    duplicate: async (said) => {
      const [one, other] = await Promise.all([this.say(said), this.say(said)]);
      // Which of the two came first only its outcome tells.
      return one.outcome === 'repeated' ? same(other, one) : same(one, other);
    },
    delay: async (said, numbers) => {
      await pause(numbers.below(longestDelayMs));
      return this.say(said);
    },
    reorder: async (said) => {
      await Promise.race([
        new Promise<void>((overtaken) => this.#overtaken.push(overtaken)),
        pause(overtakenWithinMs),
      ]);
      return this.say(said);
    },
    lost: async (said) => {
      const lost = await this.say(said);
      return same(lost, await this.say({ ...said, repeat: true }));
    },
    cut: async (said) => {
      await this.inner.cutOff(said);
      return this.say(said);
    },
    other: async (said) => {
      const first = await this.say(said);
      const other = await this.say({ ...said, amountMinor: (said.amountMinor ?? 0) + 1 });
      if (this.refusalsOfOther(first).includes(other.de39)) return first;
      throw contradiction(`the same key with another amount was answered ${other.de39}`, first, other);
    },
    'late-reversal': async (said) => {
      const bought = await this.say(said);
      const stan = String(reversalStan + Number(said.key.stan)).padStart(6, '0');
      const reversal = await this.say(saidAbout(said, 'reversal', { ...said.key, stan }));
      if (reversal.de39 === '00') throw new Unanswered('taken back, its answer was lost');
      throw contradiction(`its reversal was answered ${reversal.de39}`, bought, reversal);
    },
  };

  private refusalsOfOther({ de39 }: Answer): readonly string[] {
    const codeOf = (reason: ReasonCode): string => answerOf(reason, this.scheme).de39;
    const unkept = [noOriginal, ...keptNowhere.map(codeOf)].includes(de39) ? [de39] : [];
    // Whoever has no attempts left is told nothing else.
    return [codeOf('duplicate_with_other_content'), codeOf('attempts_used_up'), ...unkept];
  }

  /** Who is cut off by the fault of another message says theirs anew. */
  private async say(said: Said): Promise<Answer> {
    for (let anew = 0; ; anew += 1) {
      const answer = this.inner.send(anew === 0 ? said : { ...said, repeat: true });
      for (const go of this.#overtaken.splice(0)) go();
      try {
        return await answer;
      } catch (error) {
        const wasCut = error instanceof Unanswered && error.why === 'the line went down';
        if (!wasCut || this.faults.cut === undefined || anew === mostTimesAnew) throw error;
      }
    }
  }
}

function canHappen(fault: FaultKind, { kind, amountMinor }: Said): boolean {
  if (fault === 'late-reversal') return kind === 'purchase';
  // A verification of an amount would be another message.
  return fault !== 'other' || (amountMinor !== undefined && amountMinor > 0);
}

/** What a network reads of an answer, and has to find again in that to a repeat. */
const read = ['de39', 'approvalCode', 'approvedMinor', 'merchantAdviceCode', 'authorizationId'] as const;

/** The first answer. @throws Contradiction when the second is another */
function same(first: Answer, second: Answer): Answer {
  const differing = read.filter((name) => first[name] !== second[name]);
  if (differing.length === 0) return first;
  const told = differing.map((name) => `${name} ${first[name] ?? 'none'}, then ${second[name] ?? 'none'}`);
  throw contradiction(`the second answer is another: ${told.join('; ')}`, first, second);
}

function contradiction(what: string, first: Answer, second: Answer): Contradiction {
  return new Contradiction(what, `${first.dump}\n${second.dump}`);
}
