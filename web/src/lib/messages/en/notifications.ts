export const notifications = {
  'notifications.ways': 'Where',
  'notifications.waysText': 'Within Halcyon everything can be found. These reach you outside it as well.',
  'notifications.loading': 'Looking up how you are told',
  'notifications.browser': 'On this device',
  'notifications.browserOn': 'This browser tells you, also while Halcyon is closed.',
  'notifications.browserOff': 'This browser asks you once for its permission.',
  'notifications.browserRefused':
    'This browser was told not to. Its own settings for this site can change that.',
  'notifications.browserUnsupported': 'This browser cannot be told while Halcyon is closed.',
  'notifications.email': 'By e-mail',
  'notifications.emailText': 'A short letter that says nothing of how you are.',
  'notifications.emailUnverified': 'Letters start once you have confirmed your e-mail address.',
  'notifications.title': 'Notifications',
  'notifications.none': 'Nothing new. When there is something, it waits here.',
  'notifications.new': 'New',
  'notifications.open': { one: 'Notifications, {count} new', other: 'Notifications, {count} new' },
} as const;
