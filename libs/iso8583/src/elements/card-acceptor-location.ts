/** Field 43: 25 characters of name, 13 of city, 2 of country. */
export interface CardAcceptorLocation {
  readonly name: string;
  readonly city: string;
  /** ISO 3166, two letters; empty when the sender gives none. */
  readonly country: string;
}

const nameCharacters = 25;
const cityCharacters = 13;
const countryCharacters = 2;

/** The parts of a field 43, without the spaces that fill them up. */
export function parseCardAcceptorLocation(text: string): CardAcceptorLocation {
  const cityStart = nameCharacters;
  const countryStart = cityStart + cityCharacters;
  return {
    name: text.slice(0, cityStart).trimEnd(),
    city: text.slice(cityStart, countryStart).trimEnd(),
    country: text.slice(countryStart).trimEnd(),
  };
}

/** Field 43, 40 characters. @throws RangeError when a part is too long */
export function formatCardAcceptorLocation({ name, city, country }: CardAcceptorLocation): string {
  if (name.length > nameCharacters || city.length > cityCharacters || country.length > countryCharacters) {
    throw new RangeError('A card acceptor has 25 characters of name, 13 of city and 2 of country at most');
  }
  return name.padEnd(nameCharacters) + city.padEnd(cityCharacters) + country.padEnd(countryCharacters);
}
