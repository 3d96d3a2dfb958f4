import { useAppearance, type Appearance } from '@/lib/appearance/appearance';

/** Changes how Halcyon looks here at once. */
export function useAppearanceChange(): (change: Partial<Appearance>) => void {
  return (change) => useAppearance.setState(change);
}
