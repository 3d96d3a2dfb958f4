import type { Annotation } from '../model/annotations';
import type { Filters, Montage } from '../model/choices';
import { type BadChannel, type Lane, type LaneLayout, type LanesPerPage, layOut } from '../model/lanes';
import type { MontageProblem } from '../model/montageProblem';
import type { LaneScale, Polarity } from '../model/scaling';
import type { ChannelKind, SignalChannel } from '../model/signalFormat';

export interface RecordedChannel {
  index: number;
  /** Distinct from every other channel's. */
  label: string;
  name: string | null;
  kind: string;
  unit: string;
}

export interface EngineRecording {
  id: string;
  startTime: string | null;
  durationSeconds: number;
  highestRateHz: number;
  channels: readonly RecordedChannel[];
}

export interface EngineSettings extends Filters {
  montage: Montage;
  lanesPerPage: LanesPerPage;
  pixelsPerMillimetre: number;
  polarity: Polarity;
  badChannels: readonly BadChannel[];
  notes: readonly Annotation[];
}

/** What the components around the canvas need to know of it. */
export interface EngineState {
  /** A sensitivity at which these traces are readable; null until there are samples to judge by. */
  readableSensitivity: number | null;
  /** Every channel of the montage, hidden ones too. */
  channels: readonly MontageChannel[];
  /** Why the montage changes nothing here; null when it applies or is not known yet. */
  montageProblem: MontageProblem | null;
  lanes: readonly Lane[];
  scales: readonly LaneScale[];
  layout: LaneLayout;
  noteBand: number;
  tracesHeight: number;
  isWaiting: boolean;
  trouble: unknown;
}

export type MontageChannel = Pick<SignalChannel, 'label' | 'unit' | 'kind' | 'sourceChannels'>;

export interface Surfaces {
  /** Its style carries the tokens and the type size. */
  host: HTMLElement;
  traces: HTMLCanvasElement;
  pointer: HTMLCanvasElement;
}

/** The lanes before the first answer: as recorded. */
export function recordedAsChannels(channels: readonly RecordedChannel[]): MontageChannel[] {
  return channels.map(({ index, label, kind, unit }) => ({
    label,
    unit,
    kind: kind as ChannelKind,
    sourceChannels: [index],
  }));
}

export const emptyState: EngineState = {
  readableSensitivity: null,
  channels: [],
  montageProblem: null,
  lanes: [],
  scales: [],
  layout: layOut(0, 1, 0),
  noteBand: 0,
  tracesHeight: 1,
  isWaiting: true,
  trouble: null,
};
