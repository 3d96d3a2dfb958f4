export const signIn = {
  'signIn.cancel': 'Cancel',
  'signIn.confirmTitle': 'Is it you?',
  'signIn.confirmText': 'This changes who can get into your account, so write your password once more.',
  'signIn.confirmWrong': 'This password is wrong. Nothing was changed.',
  'signIn.confirm': 'Continue',
  'signIn.confirmFresh':
    'This changes who can get into your account, and you signed in a while ago. Sign in once more, then repeat it.',
  'signIn.confirmFreshAction': 'Sign in again',
} as const;
