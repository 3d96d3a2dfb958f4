import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/components/Button';
import { ProblemNotice } from '@/components/ProblemNotice';
import { formatNumber, formatPosition } from '@/lib/messages/format';
import { t } from '@/lib/messages/t';
import { type Annotation, byOnset, searchAnnotations } from '../model/annotations';
import type { ViewStore } from '../model/viewState';
import type { NoteCommands } from './useNoteCommands';
import { NoteEditor } from './NoteEditor';
import { SidePanel } from './SidePanel';

interface Props {
  store: ViewStore;
  notes: readonly Annotation[];
  error: unknown;
  commands: NoteCommands;
  onClose: () => void;
}

/** Every note of the recording: search, go there, write, change and remove. */
export function NotesPanel({ store, notes, error, commands, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const selectedId = useStore(store, (state) => state.selectedNoteId);
  const found = searchAnnotations(byOnset(notes), typed);
  const { draft } = commands;
  return (
    <SidePanel
      title={t('viewer.notes')}
      onClose={onClose}
      footer={
        draft ? (
          <NoteEditor
            key={draft.key}
            draft={draft}
            onType={commands.keep}
            onSave={commands.save}
            onCancel={commands.cancel}
          />
        ) : (
          <Button size="compact" className="w-full" onPress={commands.begin}>
            <Plus aria-hidden className="size-3.5" />
            {t('viewer.noteAdd')}
          </Button>
        )
      }
    >
      <div className="bg-raised sticky top-0 px-3 pt-3 pb-2">
        <input
          type="search"
          value={typed}
          aria-label={t('viewer.notesSearch')}
          placeholder={t('viewer.notesSearch')}
          onChange={(event) => setTyped(event.target.value)}
          className="bg-paper border-line-strong/60 h-8 w-full rounded-sm border px-2.5 text-sm"
        />
        <p className="text-faint mt-1.5 text-xs" role="status">
          {t('viewer.notesCount', { count: found.length })}
        </p>
      </div>
      {error ? (
        <div className="p-3">
          <ProblemNotice error={error} />
        </div>
      ) : null}
      {found.length === 0 && !error ? (
        <p className="text-soft px-4 py-3">
          {typed === '' ? t('viewer.notesEmpty') : t('viewer.notesNoMatch', { text: typed })}
        </p>
      ) : null}
      <ol className="pb-2">
        {found.map((note) => (
          <NoteRow
            key={note.id}
            note={note}
            isSelected={note.id === selectedId}
            store={store}
            commands={commands}
          />
        ))}
      </ol>
    </SidePanel>
  );
}

interface RowProps {
  note: Annotation;
  isSelected: boolean;
  store: ViewStore;
  commands: NoteCommands;
}

function NoteRow({ note, isSelected, store, commands }: RowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const open = () => {
    store.getState().glideToMoment(note.onsetSeconds);
    store.getState().set({ selectedNoteId: note.id });
  };
  return (
    <li
      ref={row}
      className={`group flex items-center gap-1 border-l-2 pr-3 pl-3.5 ${isSelected ? 'border-accent bg-accent-soft' : 'hover:bg-hover border-transparent'}`}
    >
      <button type="button" onClick={open} className="min-w-0 flex-1 cursor-pointer py-1.5 text-left">
        <span className="block truncate">{note.text}</span>
        <span className="text-faint numeric block text-xs">
          {formatPosition(note.onsetSeconds, 1)}
          {note.durationSeconds > 0 ? ` · ${formatNumber(note.durationSeconds, 2)} s` : ''}
          {note.channels.length > 0 ? ` · ${note.channels.join(', ')}` : ''}
          {note.source === 'file' ? ` · ${t('viewer.noteFromFile')}` : ''}
        </span>
      </button>
      {note.source === 'user' ? (
        <>
          <Button
            tone="quiet"
            size="compact"
            icon
            aria-label={`${t('viewer.noteEdit')}: ${note.text}`}
            onPress={() => commands.edit(note)}
          >
            <Pencil aria-hidden className="size-3.5" />
          </Button>
          <Button
            tone="quiet"
            size="compact"
            icon
            aria-label={`${t('viewer.noteDelete')}: ${note.text}`}
            onPress={() => commands.remove(note)}
          >
            <Trash2 aria-hidden className="size-3.5" />
          </Button>
        </>
      ) : null}
    </li>
  );
}
