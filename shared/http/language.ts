const part = /^([a-z]{1,8})(?:-[a-z0-9-]{1,35})?(?:;q=([01](?:\.[0-9]{1,3})?))?$/;

/** Chinese, unless the caller would rather have English (Accept-Language). */
export const languageOf = (acceptLanguage = ''): 'zh' | 'en' => {
  let best = { language: 'zh', quality: 0 };
  for (const each of acceptLanguage.toLowerCase().replaceAll(' ', '').split(',').slice(0, 20)) {
    const [, language = '', quality = '1'] = part.exec(each) ?? [];
    if ((language === 'zh' || language === 'en') && Number(quality) > best.quality)
      best = { language, quality: Number(quality) };
  }
  return best.language === 'en' ? 'en' : 'zh';
};
