import type { paths } from '@/lib/api/schema';

export type Recording =
  paths['/v1/recordings/{recordingId}']['get']['responses'][200]['content']['application/json'];
export type Channel = Recording['channels'][number];
export type Analysis = NonNullable<Recording['latest_analysis']>;

export function isUnfinished(analysis: Analysis | null): boolean {
  return analysis?.status === 'queued' || analysis?.status === 'running';
}

/** Whether the typed text is in its title, its file name or one of its channels, as the file or people call them. */
export function matches(recording: Recording, text: string): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === '') return true;
  const names = recording.channels.flatMap(({ label, name }) => [label, name ?? '']);
  return [recording.title, recording.file_name, ...names].some((candidate) =>
    candidate.toLocaleLowerCase().includes(wanted),
  );
}
