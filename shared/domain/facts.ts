import { type Fact, type FactName, factNames, type Progress } from './instruction.ts';

type Facts = Progress['facts'];

/** A fact is set once in an attempt; an inferred one gives way to the stated one. */
export const withFact = (facts: Facts, name: FactName, fact: Fact): Facts => {
  const known = facts[name];
  return known && !(known.inferred && !fact.inferred) ? facts : { ...facts, [name]: fact };
};

/** What comes before `name` must have happened by `at`, and is marked inferred. Being at head office is a mark of some banks and is never implied. */
export const withEarlier = (facts: Facts, name: FactName, at: number): Facts =>
  factNames
    .slice(0, factNames.indexOf(name))
    .filter(each => each !== 'headOffice')
    .reduce((sum, each) => withFact(sum, each, { at, inferred: true }), facts);

/** A later fact implies the earlier ones. */
export const withImplied = (facts: Facts, name: FactName, fact: Fact): Facts =>
  withFact(withEarlier(facts, name, fact.entered ?? fact.at), name, fact);
