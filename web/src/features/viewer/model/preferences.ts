import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Filters, isMontage, type Montage } from './choices';
import { type LanesPerPage, lanesPerPageChoices } from './lanes';
import { defaultPixelsPerMillimetre } from './sensitivity';
import type { Polarity } from './scaling';

/** How a reader likes to read; kept in this browser, for every recording. */
export interface ViewerPreferences extends Filters {
  pageSeconds: number;
  montage: Montage;
  polarity: Polarity;
  pixelsPerMillimetre: number;
  isCalibrated: boolean;
  lanesPerPage: LanesPerPage;
  /**
   * µV per millimetre by recording, where the reader has picked one, the latest last. What suits one amplifier does
   * not suit the next: every other recording opens at one at which its own traces can be read.
   */
  sensitivities: Readonly<Record<string, number>>;
}

interface PreferencesState extends ViewerPreferences {
  change: (preferences: Partial<ViewerPreferences>) => void;
  rememberSensitivity: (recordingId: string, sensitivity: number) => void;
}

export const defaultPreferences: ViewerPreferences = {
  pageSeconds: 10,
  montage: 'recorded',
  highPassHz: 0.5,
  lowPassHz: 70,
  notchHz: 0,
  polarity: 'negative_up',
  pixelsPerMillimetre: defaultPixelsPerMillimetre,
  isCalibrated: false,
  lanesPerPage: 'readable',
  sensitivities: {},
};

const mostSensitivities = 200;

export const usePreferences = create<PreferencesState>()(
  persist(
    (set) => ({
      ...defaultPreferences,
      change: (preferences) => set(preferences),
      rememberSensitivity: (recordingId, sensitivity) =>
        set(({ sensitivities }) => ({
          sensitivities: latest({ ...without(sensitivities, recordingId), [recordingId]: sensitivity }),
        })),
    }),
    {
      name: 'halcyon.viewer',
      version: 1,
      // What lies in the browser may be from another version or edited by hand.
      merge: (stored, current) => ({ ...current, ...sanitised(stored) }),
    },
  ),
);

function without(sensitivities: Readonly<Record<string, number>>, recordingId: string) {
  return Object.fromEntries(Object.entries(sensitivities).filter(([id]) => id !== recordingId));
}

function latest(sensitivities: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(sensitivities).slice(-mostSensitivities));
}

export function sanitised(stored: unknown): Partial<ViewerPreferences> {
  if (typeof stored !== 'object' || stored === null) {
    return {};
  }
  const kept: Partial<ViewerPreferences> = {};
  for (const key of ['pageSeconds', 'pixelsPerMillimetre'] as const) {
    const value: unknown = Reflect.get(stored, key);
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) {
      kept[key] = value;
    }
  }
  for (const key of ['highPassHz', 'lowPassHz', 'notchHz'] as const) {
    const value: unknown = Reflect.get(stored, key);
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) {
      kept[key] = value;
    }
  }
  const { montage, polarity, isCalibrated, lanesPerPage, sensitivities } = stored as Record<string, unknown>;
  if (isMontage(montage)) kept.montage = montage;
  if (polarity === 'negative_up' || polarity === 'positive_up') kept.polarity = polarity;
  if (typeof isCalibrated === 'boolean') kept.isCalibrated = isCalibrated;
  const perPage = lanesPerPageChoices.find((choice) => choice === lanesPerPage);
  if (perPage !== undefined) kept.lanesPerPage = perPage;
  if (typeof sensitivities === 'object' && sensitivities !== null) {
    const usable = Object.entries(sensitivities).filter(
      (entry): entry is [string, number] =>
        typeof entry[1] === 'number' && Number.isFinite(entry[1]) && entry[1] > 0,
    );
    kept.sensitivities = latest(Object.fromEntries(usable));
  }
  return kept;
}
