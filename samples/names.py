"""Names as they are heard at a British school gate, by where a family's roots are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Heritage:
    """`weight`: out of 100 families. `flag`: the demographics column that is true. `abroad`: where
    some of the children were born, as (country, city)."""

    weight: int
    flag: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]
    abroad: tuple[str, str] = ("GB", "London")


def _heritage(
    weight: int, flag: str, girls: str, boys: str, families: str, abroad: tuple[str, str]
) -> Heritage:
    return Heritage(weight, flag, _list(girls), _list(boys), _list(families), abroad)


def _list(names: str) -> tuple[str, ...]:
    """A comma list; an underscore stands for a blank inside a name."""
    return tuple(names.replace("_", " ").split(","))


HERITAGES = (
    _heritage(
        38,
        "white",
        "Amelia,Charlotte,Chloë,Daisy,Eleanor,Emily,Evie,Florence,Grace,Hannah,Imogen,Isla,Jessica,"
        "Lily-Mae,Lucy,Martha,Matilda,Poppy,Rosie,Sophie,Zoë",
        "Alfie,Arthur,Ben,Charlie,Daniel,Edward,Freddie,George,Harry,Jack,James,Joseph,Leo,Louis,"
        "Noah,Oliver,Oscar,Sam,Theo,Thomas,William",
        "Ashworth,Baker,Barnes,Carter,Clarke,Cooper,Davies-Holt,Edwards,Fletcher,Green,Hall,"
        "Hargreaves,Harrison,Hughes,Jackson,Kendall,Marsh,Mitchell,Parker,Pearson,Robinson,Shaw,"
        "Smith,Taylor,Thompson,Turner,Walker,Watson,Wilkinson,Wright",
        ("GB", "Leeds"),
    ),
    _heritage(
        9,
        "white",
        "Aoife,Caitlín,Ciara,Niamh,Orla,Róisín,Saoirse,Sinéad",
        "Cian,Conor,Eoin,Fionn,Oisín,Pádraig,Ruairí,Seán",
        "Byrne,Doyle,Gallagher,Kelly,Fitzgerald,O'Brien,O'Connor,O'Neill,O'Sullivan,Walsh",
        ("IE", "Dublin"),
    ),
    _heritage(
        8,
        "white",
        "Angharad,Carys,Catrin,Ffion,Gwenllian,Mairi,Megan,Siân",
        "Alasdair,Callum,Dafydd,Ewan,Hamish,Huw,Iolo,Rhys",
        "ap_Rhys,Griffiths,Llewellyn,Lloyd,MacDonald,McAllister,McKay,Morgan,Pritchard,Stewart",
        ("GB", "Cardiff"),
    ),
    _heritage(
        16,
        "asian",
        "Aisha,Anika,Fatima,Harpreet,Khadija,Maryam,Meera,Nadia,Priya,Simran,Yasmin,Zara",
        "Arjun,Gurdeep,Hamza,Ibrahim,Imran,Kabir,Mohammed,Nikhil,Rohan,Usman,Yusuf,Zain",
        "Ahmed,Ali,Begum,Choudhury,Desai,Gill,Hussain,Iqbal,Kaur,Khan,Mahmood,Malik,Patel,Rahman,"
        "Shah,Sharma,Singh",
        ("PK", "Lahore"),
    ),
    _heritage(
        10,
        "blackOrAfricanAmerican",
        "Abigail,Adaeze,Amara,Chidinma,Esther,Folasade,Naomi,Thandiwe,Yẹmisí",
        "Chukwuemeka,Emmanuel,Jerome,Kofi,Kwame,Malachi,Olúwaṣeun,Tendai,Tunde",
        "Adebayo,Asante,Boateng,Campbell,Chukwu,Francis,Mensah,Moyo,N'Diaye,Okafor,Okonkwo,Owusu",
        ("NG", "Lagos"),
    ),
    _heritage(
        10,
        "white",
        "Agnieszka,Elżbieta,Ioana,Małgorzata,Oksana,Zofia,Živilė",
        "Andrei,Jakub,Łukasz,Mateusz,Paweł,Ștefan,Taras",
        "Dąbek,Ionescu,Jankauskas,Kowalczyk,Nowak,Popescu,Shevchenko,Zając,Wójcik",
        ("PL", "Kraków"),
    ),
    _heritage(
        6,
        "asian",
        "Hui_Min,Mei,Ngọc,Xiùyīng,Yan_Ting",
        "Haoran,Jun,Minh,Wei,Ziyang",
        "李,王,Chan,Huang,Lau,Nguyễn,Wong",
        ("CN", "Guangzhou"),
    ),
    _heritage(
        3,
        "white",
        "Beatriz,Françoise,Inês,Lucía,Ulrike",
        "Björn,François,João,José,Jürgen",
        "Da_Silva,Fernández,García_López,Gonçalves,Müller,Núñez,van_der_Berg",
        ("PT", "Lisboa"),
    ),
)

# What Unicode does not decompose into a letter of ASCII.
_LETTERS = {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "李": "li", "王": "wang"}


def plain(name: str) -> str:
    """The name in a-z only, as an account name has it: O'Neill -> oneill, Łukasz -> lukasz."""
    spelt = "".join(_LETTERS.get(letter, letter) for letter in name.lower())
    decomposed = unicodedata.normalize("NFKD", spelt)
    return "".join(letter for letter in decomposed if "a" <= letter <= "z")
