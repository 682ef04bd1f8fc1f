import { type Fact, type FactName, factNames, type Progress } from './instruction.ts';

type Facts = Progress['facts'];

/** A fact is set once in an attempt; an inferred one gives way to the stated one. */
export const withFact = (facts: Facts, name: FactName, fact: Fact): Facts => {
  const known = facts[name];
  return known && !(known.inferred && !fact.inferred) ? facts : { ...facts, [name]: fact };
};

/** A later fact implies the earlier ones, which are marked inferred. Being at head office is a mark of some banks and is never implied. */
export const withImplied = (facts: Facts, name: FactName, fact: Fact): Facts => {
  const earlier = factNames.slice(0, factNames.indexOf(name)).filter(f => f !== 'headOffice');
  const implied = earlier.reduce(
    (sum, each) => withFact(sum, each, { at: fact.entered ?? fact.at, inferred: true }),
    facts,
  );
  return withFact(implied, name, fact);
};
