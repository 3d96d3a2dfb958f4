export const app = {
  'app.name': 'Halcyon',
  'app.skip': 'Skip to the content',
  'app.loading': 'Loading…',
} as const;
