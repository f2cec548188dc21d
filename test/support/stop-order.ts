type Call = (...args: unknown[]) => unknown;

/** Writes down in which order the steps of a stop begin and end. What is watched runs as ever. */
export class StopOrder {
  readonly steps: string[] = [];

  /** A step that somebody else saw. */
  note(step: string): void {
    this.steps.push(step);
  }

  /** The calls of a method, of one object or of all that have this prototype; of one that takes time also its end. */
  watch<Target extends object>(step: string, target: Target, method: keyof Target & string): void {
    const methods = target as Record<string, Call>;
    const { steps } = this;
    const original = methods[method];
    jest.spyOn(methods, method).mockImplementation(function (this: unknown, ...args) {
      steps.push(step);
      const result = original?.apply(this, args);
      if (!(result instanceof Promise)) return result;
      return result.finally(() => {
        steps.push(`${step}: done`);
      });
    });
  }
}
