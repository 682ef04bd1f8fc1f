import type { Chance } from '../scenario/seeded.ts';

const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '马', '朱', '胡'] as const;
const givenNames = [
  '秀兰',
  '建国',
  '小明',
  '桂英',
  '海涛',
  '雪梅',
  '志强',
  '婷婷',
  '文彬',
  '玉珍',
  '大勇',
  '静怡',
] as const;

/** An invented person. */
export const inventedName = ({ oneOf }: Chance): string => `${oneOf(surnames)}${oneOf(givenNames)}`;

/** Another person than this one. */
export const anotherName = (chance: Chance, than: string): string => {
  const name = inventedName(chance);
  return name === than ? `${name}子` : name;
};
