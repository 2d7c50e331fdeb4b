/**
 * The house's import rules (docs/architecture.md, "Who may import whom").
 * A rule that turns out wrong is changed here, with its reason in docs/decisions/.
 */
const useCases = 'operations|imports|exports|groups|sync|view|notices|organizations|people';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'directory-is-pure',
      comment: 'The domain knows nothing but itself and its errors.',
      severity: 'error',
      from: { path: '^src/directory/' },
      to: { path: '^src/', pathNot: '^src/(directory/|errors\\.ts)' },
    },
    {
      name: 'spreadsheets-know-nobody',
      comment: 'How files have to be for spreadsheets is the same whoever writes or reads them.',
      severity: 'error',
      from: { path: '^src/spreadsheets/' },
      to: { path: '^src/', pathNot: '^src/spreadsheets/' },
    },
    {
      name: 'clock-knows-nobody',
      comment:
        'When something is due is the same whoever runs then: exports by schedule, the daily sync.',
      severity: 'error',
      from: { path: '^src/clock/' },
      to: { path: '^src/', pathNot: '^src/(clock/|errors\\.ts)' },
    },
    {
      name: 'text-is-pure',
      comment:
        'Sentences know what they speak of: the domain, the record of an operation, the errors.',
      severity: 'error',
      from: { path: '^src/text/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(text/|directory/|operations/(operation|export-facts|sync-facts|undo-facts)\\.ts|errors\\.ts)',
      },
    },
    {
      name: 'use-cases-know-the-domain-and-their-own-ports',
      comment:
        'A use case imports the domain, the text, and operations (the shared record of a job); never another use case.',
      severity: 'error',
      from: { path: `^src/(${useCases})/` },
      to: {
        path: '^src/',
        pathNot:
          '^src/($1|clock|directory|operations|spreadsheets|text)/|^src/(errors|log|each-of|breathe)\\.ts',
      },
    },
    {
      name: 'cards-know-domain-types-and-text',
      severity: 'error',
      from: { path: '^src/cards/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(cards|clock|directory|operations|imports|exports|groups|sync|text)/|^src/errors\\.ts',
      },
    },
    {
      name: 'nobody-but-main-knows-storage',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(storage/|main|compose)' },
      to: { path: '^src/storage/' },
    },
    {
      name: 'azure-only-in-storage-graph-and-main',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(storage/|graph/|telemetry/|main|compose)' },
      to: { path: 'node_modules/@azure/' },
    },
    {
      name: 'telemetry-watches-from-outside',
      comment: 'It is put around the ports of those it watches, who don’t know it.',
      severity: 'error',
      from: { path: '^src/telemetry/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/telemetry/|^src/(bot|jobs|notices)/ports\\.ts|^src/jobs/loop\\.ts|^src/notices/pace\\.ts|^src/(errors|log|settings)\\.ts',
      },
    },
    {
      name: 'nobody-but-main-knows-telemetry',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(telemetry/|main|compose)' },
      to: { path: '^src/telemetry/' },
    },
    {
      name: 'opentelemetry-only-in-telemetry',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/telemetry/' },
      to: { path: 'node_modules/@opentelemetry/' },
    },
    {
      name: 'health-knows-nobody',
      comment: 'Whether work can be done is asked of whoever it is handed.',
      severity: 'error',
      from: { path: '^src/health/' },
      to: { path: '^src/', pathNot: '^src/health/|^src/(errors|log)\\.ts' },
    },
    {
      name: 'nobody-but-main-knows-graph',
      comment: 'Entra is reached through the ports of those who need it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(graph/|main|compose)' },
      to: { path: '^src/graph/' },
    },
    {
      name: 'graph-implements-ports',
      severity: 'error',
      from: { path: '^src/graph/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(graph|directory)/|^src/(sync|groups)/ports\\.ts|^src/sync/sync-settings\\.ts|^src/(errors|settings)\\.ts',
      },
    },
    {
      name: 'doctor-knows-settings-and-text',
      comment: 'It looks at a deployment from outside, through ports of its own.',
      severity: 'error',
      from: { path: '^src/doctor/' },
      to: { path: '^src/', pathNot: '^src/(doctor|text)/|^src/(errors|settings)\\.ts' },
    },
    {
      name: 'bot-sdk-only-at-the-edge',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(bot/|dialogs/|main|compose)' },
      to: { path: 'node_modules/(botbuilder|botframework)' },
    },
    {
      name: 'only-main-knows-local-mode',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(local/|main\\.ts)' },
      to: { path: '^src/local/' },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/main\\.ts' },
    },
    {
      name: 'local-graph-is-a-stranger',
      comment: 'The local Graph imitates Microsoft’s: it knows nobody who calls it.',
      severity: 'error',
      from: { path: '^src/local/graph/' },
      to: { path: '^src/', pathNot: '^src/(local/graph/|errors\\.ts|log\\.ts)' },
    },
    {
      name: 'local-teams-is-a-stranger',
      comment: 'Local Teams imitates Teams: it may know the protocol, never the bot behind it.',
      severity: 'error',
      from: { path: '^src/local/teams/' },
      to: { path: '^src/', pathNot: '^src/(local/|errors\\.ts|log\\.ts)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.json'] },
  },
};
