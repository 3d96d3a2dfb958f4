/** What happened, as a sentence for the person whose data it was. The key's end is the action of the audit record. */
export const activity = {
  'activity.you': 'You',
  'activity.system': 'Halcyon',
  'activity.somebody': 'Somebody',
  'activity.other': '{who} did something recorded as “{action}”.',
  'activity.account.registered': '{who} opened this account.',
  'activity.account.guest_opened': '{who} opened this guest account.',
  'activity.account.login': '{who} signed in.',
  'activity.account.login.refused': 'Somebody tried to sign in to this account and failed.',
  'activity.account.logout': '{who} signed out.',
  'activity.account.locked': 'Signing in was locked after too many wrong passwords.',
  'activity.account.refresh_reused':
    'An old sign-in of this account was used again. To be safe, that device was signed out.',
  'activity.account.erased': '{who} erased this account.',
  'activity.recording.viewed': '{who} looked at one of your recordings.',
  'activity.recording.uploaded': '{who} added a recording.',
  'activity.recording.restored': '{who} brought a deleted recording back.',
  'activity.recording.downloaded': '{who} downloaded one of your recordings.',
  'activity.recording.deleted': '{who} deleted one of your recordings.',
  'activity.recording.analysed': '{who} had one of your recordings analysed.',
  'activity.report.opened': '{who} opened a report of one of your recordings.',
  'activity.report.downloaded': '{who} downloaded a report of one of your recordings.',
} as const;
