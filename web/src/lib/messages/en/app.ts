export const app = {
  'app.name': 'Halcyon',
  'app.skip': 'Skip to the content',
  'app.dismiss': 'Dismiss',
  'app.close': 'Close',
  'app.tryAgain': 'Try again',
  'app.home': 'Halcyon, home',
  'app.navigation': 'Main',
  'app.studies': 'Studies',
  'app.offline': 'You are offline. What is on the screen stays; changes wait until the connection is back.',
  'app.notFoundTitle': 'There is nothing at this address',
  'app.notFoundText':
    'The page may have moved, or the address has a slip in it. Your recordings are where you left them.',
  'app.notFoundAction': 'Go to the first page',
  'app.crashTitle': 'This screen stopped working',
  'app.crashText':
    'The fault is ours. Everything you saved is safe on the server; loading the page again usually helps.',
  'app.crashAction': 'Load again',
  'app.newVersion': 'A newer version is ready.',
  'app.newVersionAction': 'Use it now',
} as const;
