import type { paths } from '@/lib/api/schema';

export type Recording =
  paths['/v1/recordings/{recordingId}']['get']['responses'][200]['content']['application/json'];
export type Channel = Recording['channels'][number];
export type Analysis = NonNullable<Recording['latest_analysis']>;

export function isUnfinished(analysis: Analysis | null): boolean {
  return analysis?.status === 'queued' || analysis?.status === 'running';
}

/** A label as people say it: "T8" for "EEG T8-Ref", where the file's label names one electrode. */
export function channelName(channels: readonly Pick<Channel, 'label' | 'name'>[], label: string): string {
  return channels.find((channel) => channel.label === label)?.name ?? label;
}

/** Whether the typed text is in its title, its file name or one of its channels. */
export function matches(recording: Recording, text: string): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === '') return true;
  return [recording.title, recording.file_name, ...recording.channels.map((channel) => channel.label)].some(
    (candidate) => candidate.toLocaleLowerCase().includes(wanted),
  );
}
