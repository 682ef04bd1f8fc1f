/** Whether an If-None-Match header names this entity tag; weakness does not matter here (RFC 9110, 13.1.2). */
export const sameTag = (header: string | undefined, tag: string): boolean =>
  (header ?? '')
    .split(',')
    .map(each => each.trim().replace(/^W\//, ''))
    .some(each => each === tag || each === '*');
