/** Writes the binary answer of the signal endpoint, for tests. */

export interface EncodedChannel {
  label: unknown;
  unit: string;
  kind: string;
  source_channels: number[];
  first_sample_seconds: number;
  step_seconds: number | null;
  layout: string;
  count: number;
  values: readonly number[];
}

export function sampleChannel(part: Partial<EncodedChannel>): EncodedChannel {
  const values = part.values ?? [0, 1, 2, 3];
  return {
    label: 'Cz',
    unit: 'uV',
    kind: 'eeg',
    source_channels: [0],
    first_sample_seconds: 0,
    step_seconds: 0.25,
    layout: 'samples',
    count: values.length,
    ...part,
    values,
  };
}

export function encodeSignal(answer: {
  from?: number;
  to?: number;
  channels: readonly EncodedChannel[];
}): ArrayBuffer {
  const channels = answer.channels.map((channel) => ({ ...channel, values: undefined }));
  const text = JSON.stringify({ from_seconds: answer.from ?? 0, to_seconds: answer.to ?? 1, channels });
  const header = new TextEncoder().encode(text);
  const paddedLength = Math.ceil(header.length / 4) * 4;
  const values = answer.channels.flatMap((channel) => channel.values);
  const bytes = new Uint8Array(8 + paddedLength + values.length * 4).fill(0x20);
  bytes.set(new TextEncoder().encode('HLS1'));
  bytes.set(header, 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, paddedLength, true);
  values.forEach((value, index) => view.setFloat32(8 + paddedLength + index * 4, value, true));
  return bytes.buffer;
}
