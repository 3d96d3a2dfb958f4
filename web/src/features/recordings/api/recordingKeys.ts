/** Keys of everything about recordings, so that a change can name what it makes stale. */
export const recordingKeys = {
  all: ['recordings'] as const,
  list: ['recordings', 'list'] as const,
  one: (recordingId: string) => ['recordings', 'one', recordingId] as const,
};
