/** Local time of the county, minutes from now, as people type it. */
export const shanghai = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000 + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

export interface OrderWish {
  readonly account?: string;
  readonly card?: string;
  readonly incident?: string;
  readonly transfers?: readonly string[];
}

export const formSha256 = 'ab'.repeat(32);

/** Two officers and the form, as every order of these tests names them. */
export const signatories = [
  ...['--handling', '林浩然:371522', '--assisting', '周思远:371523'],
  ...['--form-number', 'ZF-20261120-01', '--form-sha256', formSha256],
];

/** Arguments of `issue` for an urgent stop at the rural bank. */
export const order = ({ account, card, incident, transfers }: OrderWish): string[] => [
  'issue',
  ...['--incident', incident ?? `J3715222026${(account ?? card ?? '').replaceAll(' ', '').slice(-4).padStart(4, '0')}`],
  ...['--bank', '农商行', '--urgent', '--holder', '李四', '--victim', '王小明'],
  ...(card === undefined ? ['--account', account ?? ''] : ['--card', card]),
  ...(transfers ?? [`1万@${shanghai(-10)}`]).flatMap(each => ['--transfer', each]),
  ...['--reported-at', shanghai(-5), '--reason', '冒充客服'],
  ...signatories,
];
