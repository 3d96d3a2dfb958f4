import { create } from 'zustand';

interface HelpSheetState {
  isOpen: boolean;
  /** The crisis event whose steps are kept; null when help was simply asked for. */
  eventId: string | null;
  /** `words`: something that was written called for it. */
  because: 'asked' | 'words';
}

export const useHelpSheet = create<HelpSheetState>(() => ({
  isOpen: false,
  eventId: null,
  because: 'asked',
}));

export function openHelp(): void {
  useHelpSheet.setState({ isOpen: true, eventId: null, because: 'asked' });
}

/** What an answer says about help. An answer without an event shows help all the same. */
export function showHelpFor(eventId: string | null): void {
  useHelpSheet.setState({ isOpen: true, eventId, because: 'words' });
}

export function closeHelp(): void {
  useHelpSheet.setState({ isOpen: false });
}
