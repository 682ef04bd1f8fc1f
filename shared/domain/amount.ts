/** Largest amount in fen, and largest sum of one instruction's transfers: a hundred billion yuan. */
export const mostFen = 10 ** 13;
