import { Fault } from '../../domain/fault.ts';
import { attribute, walkXml } from './xml.ts';
import type { Archive } from './zip.ts';

export interface Workbook {
  readonly date1904: boolean;
  /** In the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly path: string; readonly hidden: boolean }[];
  readonly sharedStrings?: string;
  readonly styles?: string;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly path: string;
}

/** Paths in relations are relative to the folder of the part that names them, or from the root with a slash. */
const resolve = (folder: string, target: string): string => {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}/${target}`).split('/')) {
    if (step === '..') path.pop();
    else if (step) path.push(step);
  }
  return path.join('/');
};

const readRelations = (xml: string | undefined, folder: string): Relation[] => {
  const relations: Relation[] = [];
  walkXml(xml ?? '', {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const type = attribute(attributes, 'Type') ?? '';
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        path: resolve(folder, attribute(attributes, 'Target') ?? ''),
      });
    },
  });
  return relations;
};

const pathOf = (relations: readonly Relation[], type: string): string | undefined =>
  relations.find(relation => relation.type === type)?.path;

/** @throws Fault invalid/not-a-workbook, invalid/macros */
export const readWorkbook = async (archive: Archive): Promise<Workbook> => {
  const types = (await archive.read('[Content_Types].xml')) ?? '';
  if (types.includes('macroEnabled') || archive.has('xl/vbaProject.bin')) throw new Fault('invalid', 'macros');

  const path = pathOf(readRelations(await archive.read('_rels/.rels'), ''), 'officeDocument') ?? 'xl/workbook.xml';
  const xml = await archive.read(path);
  if (xml === undefined) throw new Fault('invalid', 'not-a-workbook');

  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relations = readRelations(await archive.read(`${folder}_rels/${path.slice(folder.length)}.rels`), folder);
  const sheets: Workbook['sheets'][number][] = [];
  let date1904 = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = /^(1|true|on)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const relation = relations.find(each => each.type === 'worksheet' && each.id === attribute(attributes, 'id'));
      const hidden = /hidden/i.test(attribute(attributes, 'state') ?? '');
      if (relation) sheets.push({ name: attribute(attributes, 'name') ?? '', path: relation.path, hidden });
    },
  });
  const sharedStrings = pathOf(relations, 'sharedStrings');
  const styles = pathOf(relations, 'styles');
  return { date1904, sheets, ...(sharedStrings ? { sharedStrings } : {}), ...(styles ? { styles } : {}) };
};
