import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import lazy from 'preact-iso/lazy';
import { useLocation } from 'preact-iso/router';
import { takeFiles, wasUsed } from '../upload/take-files.ts';

const UploadPanel = lazy(() => import('../upload/panel.tsx').then(({ UploadPanel }) => UploadPanel));

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere on the page. */
export function Drop() {
  const over = useSignal(false);
  const { route } = useLocation();
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over.value = false;
      void takeFiles(event.dataTransfer?.files ?? [], route);
    };
    addEventListener('dragover', enter);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [over, route]);
  return (
    <>
      {over.value && (
        <div class="drop-here" role="status">
          Drop it here: a document, or an archive as it was downloaded
        </div>
      )}
      {wasUsed.value && <UploadPanel />}
    </>
  );
}
