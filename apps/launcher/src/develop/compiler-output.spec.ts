import { CompilerOutput } from './compiler-output';

describe('what the compiler prints', () => {
  it('is read round by round, wherever it is cut', () => {
    const printed = [
      '6:00:01 AM - Starting compilation in watch mode...',
      '',
      'TSFILE: /c/apps/card-service/dist/main.js',
      'TSFILE: /c/apps/card-service/dist/main.d.ts',
      '6:00:03 AM - Found 0 errors. Watching for file changes.',
      '6:01:00 AM - File change detected. Starting incremental compilation...',
      "apps/card-service/src/main.ts(10,14): error TS2322: Type '{ a: number; }' is not assignable to type 'B'.",
      "  Property 'b' is missing.",
      '6:01:01 AM - Found 1 error. Watching for file changes.',
      '',
    ].join('\n');
    const output = new CompilerOutput();
    const rounds = (printed.match(/[^]{1,7}/g) ?? []).flatMap((piece) => output.push(piece));
    expect(rounds).toEqual([
      {
        errors: [],
        written: ['/c/apps/card-service/dist/main.js', '/c/apps/card-service/dist/main.d.ts'],
      },
      {
        errors: [
          "apps/card-service/src/main.ts(10,14): error TS2322: Type '{ a: number; }' is not assignable to type 'B'.",
          "  Property 'b' is missing.",
        ],
        written: [],
      },
    ]);
  });
});
