import { distinctLabels } from '@/features/recordings/model/channelNames';

/**
 * The binary answer of `GET /v1/recordings/{id}/signal`: "HLS1", the header length, a JSON header padded so that
 * the numbers start on a multiple of four, then float32 little-endian per channel. Gaps are NaN.
 */

export type ChannelKind = 'eeg' | 'eog' | 'emg' | 'ecg' | 'resp' | 'other';
export type SampleLayout = 'samples' | 'min_max';

export interface SignalChannel {
  label: string;
  unit: string;
  kind: ChannelKind;
  /** Indices of the recorded channels it was computed from. */
  sourceChannels: readonly number[];
  firstSampleSeconds: number;
  /** Seconds from one value (or one min/max pair) to the next. */
  stepSeconds: number;
  layout: SampleLayout;
  /** Number of values, or of pairs. */
  count: number;
  /** `count` values, or `count` pairs of minimum and maximum; a view on the answer, not a copy. */
  values: Float32Array;
}

export interface SignalWindow {
  fromSeconds: number;
  toSeconds: number;
  channels: readonly SignalChannel[];
}

/** The answer is not what the server is documented to send; the message names the part. */
export class SignalFormatError extends Error {
  override readonly name = 'SignalFormatError';
}

const magic = 0x31534c48; // "HLS1" read as a little-endian number
const preambleBytes = 8;
const mostChannels = 4096;
const kinds: readonly string[] = ['eeg', 'eog', 'emg', 'ecg', 'resp', 'other'];

export function decodeSignal(answer: ArrayBuffer): SignalWindow {
  if (answer.byteLength < preambleBytes) {
    throw new SignalFormatError(`The signal is ${answer.byteLength} bytes long, shorter than its preamble.`);
  }
  const preamble = new DataView(answer, 0, preambleBytes);
  if (preamble.getUint32(0, true) !== magic) {
    throw new SignalFormatError('The signal does not start with HLS1.');
  }
  const headerBytes = preamble.getUint32(4, true);
  const firstValueByte = preambleBytes + headerBytes;
  if (firstValueByte > answer.byteLength) {
    throw new SignalFormatError('The signal ends inside its header.');
  }
  if (firstValueByte % 4 !== 0) {
    throw new SignalFormatError("The signal's numbers do not start on a multiple of four bytes.");
  }
  const header = parseHeader(new Uint8Array(answer, preambleBytes, headerBytes));
  return readChannels(header, answer, firstValueByte);
}

interface Header {
  fromSeconds: number;
  toSeconds: number;
  channels: readonly unknown[];
}

function parseHeader(bytes: Uint8Array): Header {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new SignalFormatError("The signal's header is not JSON.");
  }
  if (!isRecord(header) || !Array.isArray(header['channels'])) {
    throw new SignalFormatError("The signal's header has no channels.");
  }
  const channels: readonly unknown[] = header['channels'];
  if (channels.length > mostChannels) {
    throw new SignalFormatError(
      `The signal names ${channels.length} channels; at most ${mostChannels} can be shown.`,
    );
  }
  return {
    fromSeconds: finite(header['from_seconds'], 'from_seconds'),
    toSeconds: finite(header['to_seconds'], 'to_seconds'),
    channels,
  };
}

function readChannels(header: Header, answer: ArrayBuffer, firstValueByte: number): SignalWindow {
  let byte = firstValueByte;
  const described = header.channels.map(parseChannel);
  // The file may use one label twice; lanes, gains and verdicts go by labels that do not repeat.
  const labels = distinctLabels(described.map(({ label }) => label));
  const channels = described.map((channel, index) => {
    const length = channel.layout === 'min_max' ? channel.count * 2 : channel.count;
    if (byte + length * 4 > answer.byteLength) {
      throw new SignalFormatError(`The signal ends inside channel ${channel.label}.`);
    }
    const values = new Float32Array(answer, byte, length);
    byte += length * 4;
    return { ...channel, label: labels[index] ?? channel.label, values };
  });
  return { fromSeconds: header.fromSeconds, toSeconds: header.toSeconds, channels };
}

function parseChannel(description: unknown, index: number): Omit<SignalChannel, 'values'> {
  if (!isRecord(description)) {
    throw new SignalFormatError(`Channel ${index} of the signal is not described.`);
  }
  const { label, unit, kind, layout, count, source_channels: sources } = description;
  if (typeof label !== 'string' || typeof unit !== 'string') {
    throw new SignalFormatError(`Channel ${index} of the signal has no label or unit.`);
  }
  if (layout !== 'samples' && layout !== 'min_max') {
    throw new SignalFormatError(`Channel ${label} has an unknown layout.`);
  }
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) {
    throw new SignalFormatError(`Channel ${label} has no usable count.`);
  }
  const stepSeconds = finite(description['step_seconds'], `step_seconds of ${label}`);
  if (stepSeconds <= 0) {
    throw new SignalFormatError(`Channel ${label} has a step of ${stepSeconds} s.`);
  }
  return {
    label,
    unit,
    kind: isKind(kind) ? kind : 'other',
    sourceChannels: Array.isArray(sources) ? sources.filter((source) => Number.isInteger(source)) : [],
    firstSampleSeconds: finite(description['first_sample_seconds'], `first_sample_seconds of ${label}`),
    stepSeconds,
    layout,
    count,
  };
}

function finite(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new SignalFormatError(`The signal's ${name} is not a number.`);
  }
  return value;
}

function isKind(value: unknown): value is ChannelKind {
  return typeof value === 'string' && kinds.includes(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
