export const viewer = {
  'viewer.title': 'Recording',
  'viewer.channels': { one: '{count} channel', other: '{count} channels' },
} as const;
