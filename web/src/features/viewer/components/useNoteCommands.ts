import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { problemText } from '@/components/problemText';
import { dismissTopic, showToast } from '@/components/toasts';
import { t } from '@/lib/messages/t';
import {
  type NoteDraft,
  useCreateAnnotation,
  useDeleteAnnotation,
  useUpdateAnnotation,
} from '../api/annotations';
import type { Annotation } from '../model/annotations';
import type { ViewStore } from '../model/viewState';
import { clamp, pixelsToSeconds } from '../model/viewport';

/** A note being written or changed. */
export interface OpenDraft extends NoteDraft {
  /** New for every opening, so that the form starts from it. */
  key: number;
  /** The note that is changed; null for a new one. */
  id: string | null;
  durationOfRecordingSeconds: number;
  error: string | null;
  isSaving: boolean;
}

export interface NoteCommands {
  draft: OpenDraft | null;
  begin: () => void;
  edit: (note: Annotation) => void;
  save: (draft: NoteDraft) => void;
  cancel: () => void;
  remove: (note: Annotation) => void;
  undo: () => void;
}

type Undo = () => Promise<unknown>;

/** What was said of the change before is taken away by the next: its Undo would undo something else. */
const topic = 'viewer.notes';

/** Notes are changed at once and every change can be undone, the last one first. */
export function useNoteCommands(
  recordingId: string,
  store: ViewStore,
  widthPixels: () => number,
  onOpen: () => void,
): NoteCommands {
  const create = useCreateAnnotation(recordingId).mutateAsync;
  const update = useUpdateAnnotation(recordingId).mutateAsync;
  const remove = useDeleteAnnotation(recordingId).mutateAsync;
  const [draft, setDraft] = useState<OpenDraft | null>(null);
  const undos = useRef<Undo[]>([]);
  const opened = useRef(0);

  const undo = useCallback(() => {
    const last = undos.current.pop();
    if (last) {
      attempt(last(), () => showToast({ text: t('viewer.noteUndone'), topic }));
    }
  }, []);
  const offerUndo = useCallback(
    (text: string, reverse: Undo) => {
      undos.current.push(reverse);
      showToast({ text, topic, action: { label: t('viewer.undo'), onPress: undo } });
    },
    [undo],
  );
  const open = useCallback(
    (id: string | null, note: NoteDraft) => {
      opened.current += 1;
      const durationOfRecordingSeconds = store.getState().durationSeconds;
      setDraft({
        ...note,
        id,
        key: opened.current,
        durationOfRecordingSeconds,
        error: null,
        isSaving: false,
      });
      onOpen();
    },
    [store, onOpen],
  );

  // What is said of a note belongs to this recording; it does not follow the reader to the next page.
  useEffect(() => () => dismissTopic(topic), []);

  const saving = useRef(false);
  const save = useCallback(
    (written: NoteDraft) => {
      if (!draft || saving.current) {
        return;
      }
      saving.current = true;
      setDraft({ ...draft, isSaving: true, error: null });
      const { id } = draft;
      const before: NoteDraft = draft;
      const work: Promise<Undo> =
        id === null
          ? create(written).then((made) => () => remove(made.id))
          : update({ id, draft: written }).then(() => () => update({ id, draft: before }));
      work
        .then((reverse) => {
          setDraft(null);
          store.getState().set({ selection: null });
          offerUndo(t(id === null ? 'viewer.noteAdded' : 'viewer.noteChanged'), reverse);
        })
        .catch((error: unknown) =>
          setDraft({ ...draft, ...written, isSaving: false, error: problemText(error).title }),
        )
        .finally(() => (saving.current = false));
    },
    [draft, create, update, remove, offerUndo, store],
  );

  return useMemo<NoteCommands>(
    () => ({
      draft,
      begin: () => open(null, newDraft(store, widthPixels())),
      edit: (note) => open(note.id, note),
      save,
      cancel: () => setDraft(null),
      remove: (note) =>
        attempt(remove(note.id), () => offerUndo(t('viewer.noteDeleted'), () => create(note))),
      undo,
    }),
    [draft, open, save, remove, create, offerUndo, undo, store, widthPixels],
  );
}

/** At the selection, else at the crosshair, else in the middle of the page. */
function newDraft(store: ViewStore, widthPixels: number): NoteDraft {
  const { selection, ruler, pointer, viewport, durationSeconds } = store.getState();
  const span = selection ?? ruler;
  if (span) {
    const onset = clamp(Math.min(span.fromSeconds, span.toSeconds), 0, durationSeconds);
    const end = clamp(Math.max(span.fromSeconds, span.toSeconds), 0, durationSeconds);
    return {
      onsetSeconds: milliseconds(onset),
      durationSeconds: milliseconds(end - onset),
      text: '',
      channels: [],
    };
  }
  const x = pointer?.x ?? widthPixels / 2;
  const onset = clamp(pixelsToSeconds(x, viewport, widthPixels), 0, durationSeconds);
  return { onsetSeconds: milliseconds(onset), durationSeconds: 0, text: '', channels: [] };
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function attempt(work: Promise<unknown>, onDone: () => void): void {
  work.then(onDone).catch((error: unknown) => showToast({ text: problemText(error).title }));
}
