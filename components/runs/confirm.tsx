'use client';

import { Modal } from '@mantine/core';
import { Button } from '@/components/kit/button';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly body: string;
  readonly yes: string;
  readonly no: string;
  onYes(): void;
  onNo(): void;
}

/** Asks before something is lost for good. */
export function Confirm({ opened, title, body, yes, no, onYes, onNo }: ConfirmProps) {
  return (
    <Modal
      opened={opened}
      onClose={onNo}
      title={title}
      classNames={{ title: 'medium' }}
      centered
      withCloseButton={false}
      shadow="none"
      transitionProps={{ duration: 0 }}
      // The page stays where it is without a style of its own, which its policy would forbid.
      removeScrollProps={{ removeScrollBar: false }}
    >
      <p>{body}</p>
      <div className="flex wrap end gap-3 above-5">
        <Button onClick={onNo} data-autofocus>
          {no}
        </Button>
        <Button look="go" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Modal>
  );
}
