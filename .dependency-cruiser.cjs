/**
 * The import rules (CONTRIBUTING.md, "Layout"; a test holds the folders of the two to each other).
 * A rule that turns out wrong is changed here, with its reason in docs/decisions/.
 */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-and-lib-know-nobody-above',
      comment: 'The domain knows its errors; a library knows nothing of the product.',
      severity: 'error',
      from: { path: '^src/(domain|lib)/' },
      to: { path: '^src/', pathNot: '^src/($1/|errors\\.ts)' },
    },
    {
      name: 'text-knows-the-domain',
      severity: 'error',
      from: { path: '^src/text/' },
      to: { path: '^src/', pathNot: '^src/(text/|domain/|errors\\.ts)' },
    },
    {
      name: 'features-never-know-each-other',
      comment:
        'A feature knows the domain, the sentences, libraries, the job framework and its own ports.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: '^src/features/doctor/' },
      to: {
        path: '^src/',
        pathNot: '^src/(features/$1|domain|lib|text|jobs)/|^src/(errors|log)\\.ts',
      },
    },
    {
      name: 'doctor-knows-settings-and-text',
      comment:
        'It examines a deployment from outside, through ports of its own, at its public addresses.',
      severity: 'error',
      from: { path: '^src/features/doctor/' },
      to: {
        path: '^src/',
        pathNot: '^src/(features/doctor|text)/|^src/(errors|settings|domain/public-paths)\\.ts',
      },
    },
    {
      name: 'jobs-know-no-feature',
      severity: 'error',
      from: { path: '^src/jobs/' },
      to: { path: '^src/', pathNot: '^src/(jobs|domain|lib|text)/|^src/(errors|log)\\.ts' },
    },
    {
      name: 'infra-implements-ports',
      comment: 'Storage, Graph and telemetry implement the ports of those who need them.',
      severity: 'error',
      from: { path: '^src/infra/([^/]+)/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(infra/$1|features|domain|lib|jobs)/|^src/edge/ports\\.ts|^src/(errors|log)\\.ts',
      },
    },
    {
      name: 'only-app-knows-infra',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(infra/|app/|main\\.ts)' },
      to: { path: '^src/infra/' },
    },
    {
      name: 'edge-knows-no-feature',
      comment:
        'What the network can reach: requests, tokens, downloads, limits. What is in them is the bot’s.',
      severity: 'error',
      from: { path: '^src/edge/' },
      to: { path: '^src/', pathNot: '^src/(edge|lib|domain)/|^src/(errors|log|settings)\\.ts' },
    },
    {
      name: 'only-app-knows-the-bot',
      comment: 'What the bot and its cards need goes into them; nothing below calls back.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(bot|app)/' },
      to: { path: '^src/bot/' },
    },
    {
      name: 'cards-show-what-they-are-given',
      severity: 'error',
      from: { path: '^src/cards/' },
      to: { path: '^src/', pathNot: '^src/(cards|features|domain|lib|text)/|^src/errors\\.ts' },
    },
    {
      name: 'azure-only-in-infra',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/infra/' },
      to: { path: 'node_modules/(@azure|@opentelemetry)/' },
    },
    {
      name: 'bot-sdk-only-in-edge-and-bot',
      comment: 'A successor of the SDK is a matter of these two.',
      severity: 'error',
      from: { path: '^(src|emulators)/', pathNot: '^src/(edge|bot)/' },
      to: { path: 'node_modules/(botbuilder|botframework)' },
    },
    {
      name: 'only-main-knows-the-emulators',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.ts' },
      to: { path: '^emulators/' },
    },
    {
      name: 'emulators-know-protocols',
      comment:
        'They imitate Teams, Graph and Azure; they know the languages there are, never the bot behind them.',
      severity: 'error',
      from: { path: '^emulators/' },
      to: {
        path: '^src/',
        pathNot: '^src/text/|^src/edge/guarded-server\\.ts|^src/(errors|log|settings)\\.ts',
      },
    },
    {
      name: 'nothing-imports-main-or-app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main\\.ts|app/)' },
      to: { path: '^src/(main\\.ts|app/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.json'] },
  },
};
