import { sv } from '@delaktig/texts';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useSignOut } from '../sign-out/sign-out-provider.tsx';
import { useViewer } from '../viewer.ts';

type Props = {
  account: { name: string; initials: string };
  /** The person's duties in words, told under the name. */
  duties: string;
  /** Written out beside the initials where the masthead has room. */
  showName?: boolean;
  onKeys?: () => void;
};

export function AccountMenu({ account, duties, showName, onKeys }: Props) {
  const signOut = useSignOut();
  const administers = useViewer()?.administers ?? false;
  const act = (key: string | number) => {
    if (key === 'sign-out') signOut();
    if (key === 'keys') onKeys?.();
  };
  return (
    <MenuTrigger>
      <Button className="account">
        <span className="initial" data-initials={account.initials} />
        <span className={showName ? 'name' : 'sr'}>{account.name}</span>
        <span className="sr">, {sv.chrome.yourAccount}</span>
      </Button>
      <Popover className="menu" placement="bottom end">
        <p className="who">
          <b>{account.name}</b>
          {duties}
        </p>
        <Menu aria-label={sv.chrome.yourAccount} onAction={act}>
          <MenuItem id="start" href="/">
            {sv.chrome.start}
          </MenuItem>
          <MenuItem id="account" href="/konto">
            {sv.access.account.title}
          </MenuItem>
          {administers ? (
            <MenuItem id="administration" href="/administration">
              {sv.chrome.administration}
            </MenuItem>
          ) : null}
          {onKeys === undefined ? null : <MenuItem id="keys">{sv.chrome.keys}</MenuItem>}
          <MenuItem id="sign-out">{sv.chrome.signOut}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
