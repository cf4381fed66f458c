"""Papers to measure on: as many as wanted, all different, from a seed. Diplomatic dispatches, and news that has nothing of the kind."""

from __future__ import annotations

import random
from collections.abc import Iterator

from servanda import languages

GIVEN = ["Rosa", "Karim", "Elena", "Joon", "Mariam", "Tomas", "Awa", "Viktor", "Linh", "Paul", "Samir", "Ines", "Olga", "Bruno"]
FAMILY = ["Pinto", "Haddad", "Moreau", "Kovacs", "Diallo", "Petrov", "Nguyen", "Silva", "Okafor", "Larsen", "Aydin", "Costa"]
FIELDS = {"fr": ["l’énergie", "l’agriculture", "les transports", "l’éducation", "la santé", "le commerce", "la pêche"],
          "en": ["energy", "agriculture", "transport", "education", "health", "trade", "fisheries"]}
DISPATCH = {
    "fr": [
        "Le ministre des Affaires étrangères de {a}, {p}, a reçu {day} {month} {year} à {capital} son homologue de {b}, {q}.",
        "Les deux ministres sont convenus de renforcer la coopération dans {f}, d’examiner les projets en cours et de réunir la commission mixte en {next}.",
        "{p} a invité son homologue à effectuer une visite officielle. Celui-ci a proposé d’ouvrir une liaison directe entre les deux pays.",
        "Un mémorandum d’entente sur {f} a été signé à l’issue des entretiens. Les deux parties s’engagent à le mettre en œuvre avant juin {next}.",
        "La séance a duré deux heures et s’est déroulée dans une atmosphère cordiale, en présence de nombreux hauts fonctionnaires.",
    ],
    "en": [
        "The Minister of Foreign Affairs of {a}, {p}, received his counterpart from {b}, {q}, in {capital} on {day} {month} {year}.",
        "The two ministers agreed to strengthen cooperation in {f}, to review ongoing projects and to convene the joint commission in {next}.",
        "{p} invited his counterpart to pay an official visit. The latter proposed to open a direct link between the two countries.",
        "A memorandum of understanding on {f} was signed after the talks. Both sides will implement it before June {next}.",
        "The meeting lasted two hours and was held in a cordial atmosphere in the presence of many senior officials.",
    ],
}
NEWS = {
    "fr": ["Le marché du samedi a fait le plein malgré la pluie, et {p} n’a plus une tomate à vendre.",
           "Les archers du club ont gagné par {n} points à {m} un tournoi que personne ne leur promettait.",
           "La bibliothèque du quartier rouvre après {n} mois de travaux ; la salle de lecture a été repeinte.",
           "Selon {p}, qui tient la boulangerie depuis {m} ans, la farine n’a jamais été aussi chère.",
           "Les pompiers ont sorti d’un puits un chat de {m} ans ; l’animal se porte bien et son maître aussi."],
    "en": ["The Saturday market was packed in spite of the rain, and {p} has not a tomato left to sell.",
           "The archers of the club won by {n} points to {m} a tournament that nobody thought they could win.",
           "The local library opens again after {n} months of works; the reading room has been painted anew.",
           "According to {p}, who has run the bakery for {m} years, flour was never so dear.",
           "Firemen took a cat of {m} years out of a well; the animal is in good health and so is its master."],
}
MONTHS = {"fr": ["janvier", "mars", "mai", "juin", "septembre", "novembre"],
          "en": ["January", "March", "May", "June", "September", "November"]}


def dispatches(number: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Diplomatic papers as (language, text), about 300 words each."""
    rng = random.Random(seed)
    for i in range(number):
        tag = "fr" if i % 3 else "en"
        yield tag, "\n\n".join(" ".join(_filled(s, tag, values) for s in DISPATCH[tag])
                               for values in [_values(rng, tag)] for _ in range(1)) + "\n\n" + _more(rng, tag)


def _more(rng: random.Random, tag: str) -> str:
    return "\n\n".join(" ".join(_filled(s, tag, _values(rng, tag)) for s in DISPATCH[tag][1:4]) for _ in range(2))


def news(number: int, seed: int = 2) -> Iterator[tuple[str, str]]:
    """Papers with nothing diplomatic in them as (language, text), about 300 words each."""
    rng = random.Random(seed)
    for i in range(number):
        tag = "fr" if i % 3 else "en"
        yield tag, "\n\n".join(" ".join(_filled(s, tag, _values(rng, tag)) for s in rng.sample(NEWS[tag], 5)) for _ in range(4))


def _values(rng: random.Random, tag: str) -> dict[str, object]:
    states = languages.load(tag).states
    a, b = rng.sample(sorted(c for c in states if states[c].capital), 2)
    year = rng.randint(2012, 2025)
    people = [f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}" for _ in range(2)]
    return {"a": states[a].names[0], "b": states[b].names[0], "capital": states[a].capital[0], "p": people[0], "q": people[1],
            "f": rng.choice(FIELDS[tag]), "day": rng.randint(1, 28), "month": rng.choice(MONTHS[tag]), "year": year,
            "next": year + 1, "n": rng.randint(6, 90), "m": rng.randint(2, 40)}


def _filled(sentence: str, tag: str, values: dict[str, object]) -> str:
    return sentence.format(**values)
