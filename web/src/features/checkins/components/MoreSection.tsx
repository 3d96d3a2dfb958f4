import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

interface Props {
  title: string;
  text?: string;
  /** What has been said so far, in a few words. */
  summary?: string | undefined;
  startsOpen?: boolean;
  /** Given where somebody else must know whether it is open. */
  isOpen?: boolean | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  children: ReactNode;
}

/** One topic; closed, it is one line. */
export function MoreSection({
  title,
  text,
  summary,
  startsOpen = false,
  isOpen: isOpenGiven,
  onOpenChange,
  children,
}: Props) {
  const [isOpenHere, setOpenHere] = useState(startsOpen);
  const isOpen = isOpenGiven ?? isOpenHere;
  const setOpen = onOpenChange ?? setOpenHere;
  const id = useId();
  const section = useRef<HTMLElement>(null);
  const isPressed = useRef(false);
  // What was just opened comes into view whole: near the edge of the screen it would lie under the button to save.
  useEffect(() => {
    if (isOpen && isPressed.current) section.current?.scrollIntoView({ block: 'nearest' });
    isPressed.current = false;
  }, [isOpen]);
  return (
    <section ref={section} className="border-line scroll-mb-28 border-b">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            isPressed.current = true;
            setOpen(!isOpen);
          }}
          className="flex min-h-14 w-full cursor-pointer items-center gap-3 py-2 text-left"
        >
          <span className="text-base font-medium">{title}</span>
          {summary ? <span className="text-soft min-w-0 flex-1 truncate text-right">{summary}</span> : null}
          <ChevronDown
            aria-hidden
            className={`text-soft motion-quick size-5 shrink-0 transition-transform ${summary ? '' : 'ml-auto'} ${isOpen ? 'rotate-180' : ''}`}
          />
        </button>
      </h2>
      <div id={id} hidden={!isOpen} className="pb-6">
        {text ? <p className="text-soft mb-3 max-w-[60ch]">{text}</p> : null}
        {children}
      </div>
    </section>
  );
}
