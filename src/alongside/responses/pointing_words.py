"""Word lists for pointing at names: small, of the first countries' languages, never complete."""

from __future__ import annotations

TITLES = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "fr", "sr", "st", "saint"),
        *(
            "herr",
            "frau",
            "madame",
            "mme",
            "monsieur",
            "mlle",
            "sig",
            "signor",
            "signora",
            "dott",
            "prof.ssa",
        ),
        *("gospod", "gospa", "g", "ga", "meneer", "mevrouw", "dhr", "mevr", "härra", "proua"),
        *("señor", "señora", "senhor", "senhora", "pan", "pani", "gospodin", "gospođa"),
    }
)
"""What stands before a name, in small letters."""

SCHOOLS = frozenset(
    {
        *("school", "primary", "secondary", "academy", "college", "nursery", "kindergarten", "infants"),
        *("juniors", "gymnasium", "gymnázium", "gimnazija", "gümnaasium", "gimnasium"),
        *("grundschule", "hauptschule", "realschule", "gesamtschule", "schule", "kita"),
        *("école", "ecole", "collège", "lycée", "scuola", "liceo", "istituto", "asilo"),
        *("šola", "osnovna", "vrtec", "škola", "basisschool", "lyceum", "kool", "põhikool", "lasteaed"),
        *("scoil", "coláiste", "ysgol", "escuela", "colegio", "instituto", "escola", "agrupamento"),
    }
)
"""Words for a school, in small letters."""

JOINING = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "la",
        "van",
        "von",
        "der",
        "den",
        "ó",
        "ní",
    }
)
"""Small words inside a name."""

COMMON = frozenset(
    {
        *("I", "I’m", "I'm", "I’ve", "I've", "I’d", "I'd", "I’ll", "I'll"),
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
        *("November", "December", "Christmas", "Easter", "Ramadan", "Eid"),
        *(
            "English",
            "French",
            "German",
            "Irish",
            "Welsh",
            "Dutch",
            "Italian",
            "Spanish",
            "Slovene",
            "Estonian",
        ),
        *("Maths", "Science", "History", "Geography", "Year", "Key", "Stage", "Reception", "Zoom", "Teams"),
        *(
            "Head",
            "Headteacher",
            "Deputy",
            "Principal",
            "Governor",
            "Governors",
            "School",
            "Europe",
            "European",
        ),
    }
)
"""Words with a capital that give nobody away."""

BEGINNERS = frozenset(
    {
        *(
            "the",
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
            "my",
            "our",
            "your",
            "his",
            "her",
            "its",
            "their",
        ),
        *(
            "in",
            "on",
            "at",
            "by",
            "for",
            "from",
            "with",
            "without",
            "to",
            "of",
            "as",
            "after",
            "before",
            "when",
        ),
        *("while", "if", "because", "since", "although", "though", "so", "but", "and", "or", "then", "once"),
        *(
            "until",
            "today",
            "yesterday",
            "later",
            "first",
            "next",
            "last",
            "both",
            "all",
            "some",
            "many",
            "how",
        ),
        *("what", "why", "where", "who", "is", "was", "were", "did", "does", "has", "had", "can", "could"),
        *("would", "should", "dear", "hello", "hi", "thank", "thanks", "ask", "asked", "tell", "told", "let"),
        *("i", "we", "you", "he", "she", "it", "they", "there", "here", "not", "no", "yes", "only", "even"),
        *(
            "like",
            "between",
            "during",
            "about",
            "through",
            "against",
            "unlike",
            "instead",
            "perhaps",
            "maybe",
        ),
    }
)
"""Words that begin an English sentence, in small letters, and are no first name there."""
