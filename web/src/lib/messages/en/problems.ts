export const problems = {
  'problem.unexpected': 'Something did not work.',
  'problem.unexpectedAdvice':
    'What you saved before is safe. Try it again; if it stays, load the page again.',
  'problem.offline': 'Halcyon cannot be reached.',
  'problem.offlineAdvice': 'What you saved before is safe. Check the connection, then try again.',
  'problem.signedOut': 'You are signed out.',
  'problem.signedOutAdvice': 'Your recordings are safe. Sign in again to go on.',
  'problem.tooMany': 'That was a lot of requests in a short time.',
  'problem.waitSeconds': {
    one: 'Nothing is lost. Wait {count} second, then try again.',
    other: 'Nothing is lost. Wait {count} seconds, then try again.',
  },
  'problem.waitMinutes': {
    one: 'Nothing is lost. Wait {count} minute, then try again.',
    other: 'Nothing is lost. Wait {count} minutes, then try again.',
  },
  'problem.server': 'The server could not do this.',
  'problem.serverAdvice':
    'What you saved before is safe. Try again in a moment; the administrator finds the cause in the log.',
} as const;
