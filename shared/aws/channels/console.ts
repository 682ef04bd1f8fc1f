import type { Channel } from '../../contract/paging.ts';

/** A console shows what its reader's inbox holds: the page is on record, and reading the inbox delivers. */
export const consoleChannel: Channel = {
  name: 'console',
  delivers: false,
  send: async () => 'inbox',
};
