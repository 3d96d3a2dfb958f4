import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { problemText } from '@/components/problemText';
import { dismissTopic, showToast } from '@/components/toasts';
import { t } from '@/lib/messages/t';
import { useKeptDraft } from '@/lib/useDraft';
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
  /** The fields as they were left half-written, when they were. */
  typed: TypedNote | null;
  durationOfRecordingSeconds: number;
  error: string | null;
  isSaving: boolean;
}

/** The fields of the form, as text. */
export interface TypedNote {
  text: string;
  onset: string;
  duration: string;
}

interface KeptNote {
  id: string | null;
  note: NoteDraft;
  typed: TypedNote;
}

export interface NoteCommands {
  draft: OpenDraft | null;
  begin: () => void;
  /** Called with every letter, so that none is lost when the session ends meanwhile. */
  keep: (typed: TypedNote) => void;
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
  const kept = useKeptDraft<KeptNote>(`note.${recordingId}`);
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
    (id: string | null, note: NoteDraft, typed: TypedNote | null = null) => {
      opened.current += 1;
      const durationOfRecordingSeconds = store.getState().durationSeconds;
      setDraft({
        ...note,
        id,
        typed,
        key: opened.current,
        durationOfRecordingSeconds,
        error: null,
        isSaving: false,
      });
      onOpen();
    },
    [store, onOpen],
  );

  // Half-written when the session ended: it goes on where it was.
  const isTakenUp = useRef(false);
  useEffect(() => {
    if (kept.kept === null || isTakenUp.current) return;
    isTakenUp.current = true;
    open(kept.kept.id, kept.kept.note, kept.kept.typed);
  }, [kept, open]);

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
          kept.drop();
          store.getState().set({ selection: null });
          offerUndo(t(id === null ? 'viewer.noteAdded' : 'viewer.noteChanged'), reverse);
        })
        .catch((error: unknown) => setDraft({ ...draft, isSaving: false, error: problemText(error).title }))
        .finally(() => (saving.current = false));
    },
    [draft, create, update, remove, offerUndo, store, kept],
  );

  return useMemo<NoteCommands>(
    () => ({
      draft,
      begin: () => open(null, newDraft(store, widthPixels())),
      edit: (note) => open(note.id, note),
      keep: (typed) => {
        if (!draft) return;
        const { id, onsetSeconds, durationSeconds, text, channels } = draft;
        kept.keep({ id, note: { onsetSeconds, durationSeconds, text, channels }, typed });
      },
      save,
      cancel: () => {
        setDraft(null);
        kept.drop();
      },
      remove: (note) =>
        attempt(remove(note.id), () => offerUndo(t('viewer.noteDeleted'), () => create(note))),
      undo,
    }),
    [draft, open, save, remove, create, offerUndo, undo, store, widthPixels, kept],
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
