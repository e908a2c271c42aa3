/** Who may import whom: docs/architecture.md, "Rooms and doors". Type-only imports count. test/unit/import-rules.test.ts plants violations. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});
const fence = (name, pkg, allowedFrom, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: allowedFrom },
  to: { path: `^node_modules/${pkg}/` },
});
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('accounts-stand-alone', '^src/accounts/', ['^src/accounts/'], 'The vocabulary depends on nothing.'),
    only(
      'common-stands-alone',
      '^src/common/',
      ['^src/common/', '^(node:)?[a-z_/]+$'],
      'Helpers know no product word.',
    ),
    only(
      'scoring-is-pure',
      '^src/scoring/',
      ['^src/(scoring|accounts)/'],
      'No I/O, no clock, no package: facts in, assessment out.',
    ),
    only(
      'scorecards-read-files',
      '^src/scorecards/',
      ['^src/(scorecards|accounts)/', '^node_modules/(zod|yaml)/', '^(node:)?crypto$'],
      'Scorecard files become Scorecard values here: scoring itself may use no package.',
    ),
    only(
      'messages-speak-accounts',
      '^src/messages/',
      ['^src/(messages|accounts)/', '^node_modules/intl-messageformat/'],
      'Sentences know the vocabulary and the ICU formatter.',
    ),
    only(
      'crm-fields-speak-ports',
      '^src/crm-fields/',
      ['^src/(crm-fields|ports|accounts)/'],
      'What the fields of every CRM have in common: no vendor, no package.',
    ),
    only('ports-speak-domain', '^src/ports/', ['^src/(ports|accounts)/'], 'A port mentions domain types only.'),
    only(
      'sync-knows-no-vendor',
      '^src/sync/',
      ['^src/(sync|scoring|messages|ports|accounts|common)/', '^node_modules/zod/'],
      'Use-cases reach the world through ports.',
    ),
    only(
      'views-only-read',
      '^src/views/',
      ['^src/(views|scoring|messages|ports|accounts)/', '^node_modules/zod/'],
      'The read side never syncs.',
    ),
    {
      name: 'adapters-see-ports-only',
      comment: 'An adapter knows its vendor and the ports, never another adapter or a use-case.',
      severity: 'error',
      from: { path: '^src/(hubspot|salesforce|signal-sources/[^/]+)/' },
      to: { path: '^(src|server)/', pathNot: ['^src/$1/', '^src/(crm-fields|ports|accounts|common)/'] },
    },
    {
      name: 'server-parts-apart',
      comment: 'http, jobs, secrets and storage meet only in compose.ts and main.ts.',
      severity: 'error',
      from: { path: '^server/(http|jobs|secrets|storage)/' },
      to: { path: '^(src|server)/', pathNot: ['^server/$1/', '^src/(sync|views|ports|accounts|common)/'] },
    },
    {
      name: 'storage-starts-nothing',
      comment: 'Storage fulfils ports; it runs no use-case and shapes no view.',
      severity: 'error',
      from: { path: '^server/storage/' },
      to: { path: '^src/(sync|views)/' },
    },
    {
      name: 'compose-takes-ports',
      comment: 'compose.ts receives adapters and stores as arguments; main.ts makes them.',
      severity: 'error',
      from: { path: '^server/compose[a-z-]*\\.ts$' },
      to: { path: '^(src/(hubspot|salesforce|signal-sources)|server/storage)/' },
    },
    { name: 'src-not-to-server', severity: 'error', from: { path: '^src/' }, to: { path: '^server/' } },
    { name: 'nothing-to-test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    {
      name: 'islands-stand-alone',
      comment:
        'Each island is built, or run, by itself: the two CRM apps by their platforms, the sandbox as separate processes. generate-contract.ts copies the contracts over.',
      severity: 'error',
      from: { path: '^(hubspot-app|salesforce-lwc-bridge|sandbox)/', pathNot: '^hubspot-app/generate-contract\\.ts$' },
      to: { path: '^(src|server|hubspot-app|salesforce-lwc-bridge|sandbox)/', pathNot: '^$1/' },
    },
    {
      name: 'nobody-imports-islands',
      severity: 'error',
      from: { path: '^(src|server)/' },
      to: { path: '^(hubspot-app|salesforce-lwc-bridge|sandbox)/' },
    },
    fence(
      'only-hubspot-has-its-sdk',
      '@hubspot/api-client',
      '^(src/hubspot/|test/)',
      'The vendor stays behind its adapter.',
    ),
    fence('only-salesforce-has-jsforce', 'jsforce', '^(src/salesforce/|test/)', 'The vendor stays behind its adapter.'),
    fence(
      'only-http-has-express',
      '(@types/)?express',
      '^(server/(http/|compose\\.ts|main\\.ts)|sandbox/|test/)',
      'Express is the door, not the house.',
    ),
    fence(
      'only-storage-has-sql',
      '(@types/)?(pg|kysely|@electric-sql/pglite)',
      '^(server/(storage/|main\\.ts)|test/)',
      'SQL lives in one room.',
    ),
    fence(
      'only-server-is-observed',
      '@opentelemetry',
      '^(server/(http|observability)/|test/)',
      'The product knows nothing of spans: ports are wrapped.',
    ),
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(src|server)/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-package-in-product',
      comment: "The record page's browser part is bundled: only its build needs the packages.",
      severity: 'error',
      from: { path: '^(src|server|sandbox)/', pathNot: '^sandbox/record-page/browser/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Lightning modules: their names (c/…, lightning/…, @salesforce/…) mean something to Salesforce's compiler only, which refuses what it cannot resolve.
    exclude: { path: '^sandbox/record-page/salesforce/browser/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
