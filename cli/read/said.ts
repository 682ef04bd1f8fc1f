/** Why a file or a connection failed, in a word that holds nothing personal: ENOENT, ECONNREFUSED. */
export const said = (error: unknown): string => {
  if (!(error instanceof Error)) return 'error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? said(error.cause) : error.name;
};
