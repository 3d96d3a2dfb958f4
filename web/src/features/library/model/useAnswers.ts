import { useCallback, useState } from 'react';
import { useKeptDraft } from '@/lib/useDraft';

export interface Answers {
  /** What was written, by column. In this tab alone, until it is over. */
  written: Readonly<Record<string, string>>;
  write: (column: string, text: string) => void;
  /** What was noticed with the senses, by the screen's words. Nowhere but on the screen. */
  noticed: Readonly<Record<string, readonly Thing[]>>;
  notice: (text: string, things: readonly Thing[]) => void;
  forget: () => void;
}

export interface Thing {
  isFound: boolean;
  text: string;
}

export function useAnswers(interventionId: string): Answers {
  const { kept, keep, drop } = useKeptDraft<Record<string, string>>(`action.${interventionId}`);
  const [written, setWritten] = useState<Readonly<Record<string, string>>>(kept ?? {});
  const [noticed, setNoticed] = useState<Readonly<Record<string, readonly Thing[]>>>({});
  const write = (column: string, text: string) => {
    const changed = { ...written, [column]: text };
    setWritten(changed);
    keep(changed);
  };
  const forget = useCallback(() => {
    drop();
    setWritten({});
    setNoticed({});
  }, [drop]);
  return {
    written,
    write,
    noticed,
    notice: (text, things) => setNoticed({ ...noticed, [text]: things }),
    forget,
  };
}
