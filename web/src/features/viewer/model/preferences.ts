import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Filters, isMontage, type Montage } from './choices';
import { defaultPixelsPerMillimetre } from './sensitivity';
import type { Polarity } from './scaling';

/** How a reader likes to read; kept in this browser, for every recording. */
export interface ViewerPreferences extends Filters {
  pageSeconds: number;
  /** µV per millimetre. */
  sensitivity: number;
  montage: Montage;
  polarity: Polarity;
  pixelsPerMillimetre: number;
  isCalibrated: boolean;
  /** False until the reader picks a sensitivity: till then each recording opens at a readable one. */
  isSensitivityChosen: boolean;
}

interface PreferencesState extends ViewerPreferences {
  change: (preferences: Partial<ViewerPreferences>) => void;
}

export const defaultPreferences: ViewerPreferences = {
  pageSeconds: 10,
  sensitivity: 10,
  montage: 'recorded',
  highPassHz: 0.5,
  lowPassHz: 70,
  notchHz: 0,
  polarity: 'negative_up',
  pixelsPerMillimetre: defaultPixelsPerMillimetre,
  isCalibrated: false,
  isSensitivityChosen: false,
};

export const usePreferences = create<PreferencesState>()(
  persist((set) => ({ ...defaultPreferences, change: (preferences) => set(preferences) }), {
    name: 'halcyon.viewer',
    version: 1,
    // What lies in the browser may be from another version or edited by hand.
    merge: (stored, current) => ({ ...current, ...sanitised(stored) }),
  }),
);

export function sanitised(stored: unknown): Partial<ViewerPreferences> {
  if (typeof stored !== 'object' || stored === null) {
    return {};
  }
  const kept: Partial<ViewerPreferences> = {};
  for (const key of ['pageSeconds', 'sensitivity', 'pixelsPerMillimetre'] as const) {
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
  const { montage, polarity, isCalibrated, isSensitivityChosen } = stored as Record<string, unknown>;
  if (isMontage(montage)) kept.montage = montage;
  if (polarity === 'negative_up' || polarity === 'positive_up') kept.polarity = polarity;
  if (typeof isCalibrated === 'boolean') kept.isCalibrated = isCalibrated;
  if (typeof isSensitivityChosen === 'boolean') kept.isSensitivityChosen = isSensitivityChosen;
  return kept;
}
