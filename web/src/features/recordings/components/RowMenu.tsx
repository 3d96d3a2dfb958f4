import { Activity, Download, EllipsisVertical, PenLine, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from '@/components/Button';
import { problemText } from '@/components/problemText';
import { showToast } from '@/components/toasts';
import { t } from '@/lib/messages/t';
import { useDownloadRecording } from '../api/downloadRecording';
import { useStartAnalysis } from '../api/startAnalysis';
import { isUnfinished, type Recording } from '../model/recording';

interface Props {
  recording: Recording;
  onRename: () => void;
  onDelete: () => void;
}

export function RowMenu({ recording, onRename, onDelete }: Props) {
  const analysis = useStartAnalysis(recording.id);
  const download = useDownloadRecording();
  const showProblem = { onError: (error: unknown) => showToast({ text: problemText(error).title }) };
  return (
    <MenuTrigger>
      <Button
        tone="quiet"
        icon
        size="compact"
        aria-label={t('recordings.actions', { title: recording.title })}
      >
        <EllipsisVertical aria-hidden className="size-4" />
      </Button>
      <Popover
        placement="bottom end"
        className="bg-raised border-line shadow-floating animate-arrive min-w-48 rounded-lg border p-1.5"
      >
        <Menu aria-label={t('recordings.actions', { title: recording.title })} className="outline-none">
          <Item icon={<PenLine />} label={t('recordings.rename')} onAction={onRename} />
          <Item
            icon={<Activity />}
            label={recording.latest_analysis ? t('recordings.analyseAgain') : t('recordings.analyse')}
            isDisabled={isUnfinished(recording.latest_analysis)}
            onAction={() => analysis.mutate(undefined, showProblem)}
          />
          <Item
            icon={<Download />}
            label={t('recordings.downloadFile')}
            onAction={() => download.mutate(recording, showProblem)}
          />
          <Item icon={<Trash2 />} label={t('recordings.delete')} onAction={onDelete} isDangerous />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface ItemProps {
  icon: ReactNode;
  label: string;
  onAction: () => void;
  isDisabled?: boolean;
  isDangerous?: boolean;
}

function Item({ icon, label, onAction, isDisabled = false, isDangerous = false }: ItemProps) {
  return (
    <MenuItem
      textValue={label}
      onAction={onAction}
      isDisabled={isDisabled}
      className={`data-focused:bg-hover flex h-8 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 outline-none data-disabled:cursor-default data-disabled:opacity-50 [&_svg]:size-4 ${isDangerous ? 'text-danger' : '[&_svg]:text-soft'}`}
    >
      {icon}
      {label}
    </MenuItem>
  );
}
