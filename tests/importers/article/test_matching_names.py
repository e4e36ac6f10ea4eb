from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.article.gazetteer import STOP, KnownName, builtin, words
from chronoterm.importers.article.matching_names import NEARLY, Hit, How, Names, settled
from chronoterm.importers.article.matching_names_terms import Meaning, key_of, plain, terms_of

NAMES = Names.of()


def found(text: str, names: Names = NAMES) -> list[tuple[str, str]]:
    """What a text names, and what each name most likely means there."""
    return [(text[each.start : each.end], each.best.id) for each in settled(names.hits(text))]


def ids(text: str, names: Names = NAMES) -> list[str]:
    return [id_ for _, id_ in found(text, names)]


def all_ids(text: str) -> set[str]:
    return {meaning.id for hit in NAMES.hits(text) for meaning in hit.meanings}


def terms() -> Iterator[tuple[KnownName, str, How]]:
    for each in builtin():
        for term, how in terms_of(each):
            yield each, term, how


# Every term


def test_every_term_of_every_entry_means_it() -> None:
    assert [
        (each.id, term)
        for each, term, _ in terms()
        if each.id not in {meaning.id for meaning in NAMES.meanings(term)}
    ] == []


def test_every_term_that_is_not_weak_is_found_within_a_sentence() -> None:
    missed = [
        (each.id, term)
        for each, term, _ in terms()
        if each.type != STOP and term not in each.weak and term[0].isupper()
        if each.id not in all_ids(f"There is talk of {term}, it was said.")
        if not any(meaning.known.type == STOP for meaning in NAMES.meanings(term))
    ]
    assert missed == []


def test_what_only_looks_like_a_name_is_not_found() -> None:
    stops = [each.name for each in builtin() if each.type == STOP]
    assert [name for name in stops if NAMES.hits(f"There is talk of {name}, it was said.")] == []


@given(st.text())
def test_hits_lie_in_the_text_one_behind_the_other(text: str) -> None:
    end = 0
    for each in NAMES.hits(text):
        assert end <= each.start < each.end <= len(text) and each.meanings
        end = each.end


TEXTS = st.lists(
    st.sampled_from(
        (
            *(
                "Zelenskyy",
                "Putin",
                "Kim Jong Un",
                "Nice",
                "the",
                "said",
                "in",
                "Kharkiv",
                "and",
                "Sumy",
                "oblasts",
            ),
            *(
                "Georgia",
                "US",
                "us",
                "Ukraine's",
                "Wagner",
                "von der Leyen",
                "al-Assad",
                "Orbán",
                "General Staff",
            ),
            *(
                ".",
                ",",
                "\n\n",
                "“",
                "Qwertz",
                "Trump",
                "Hilton",
                "Paris",
                "No",
                "U.S.",
                "St. Petersburg",
                "J.",
            ),
        )
    ),
    max_size=20,
).map(" ".join)


@given(TEXTS)
def test_settling_keeps_the_order_and_never_adds_a_meaning(text: str) -> None:
    hits = NAMES.hits(text)
    before = {each.start: each for each in hits}
    after = settled(hits)
    assert [each.start for each in after] == sorted(each.start for each in after)
    for each in after:
        assert each.meanings and set(map(id, each.meanings)) <= set(map(id, before[each.start].meanings))


@given(TEXTS)
def test_a_part_of_a_text_is_searched_with_offsets_of_the_whole(text: str) -> None:
    for each in NAMES.hits(text, 5, len(text)):
        assert 5 <= each.start < each.end <= len(text)


@given(st.text())
def test_a_plain_text_is_as_long_as_the_text(text: str) -> None:
    assert len(plain(text)) == len(text)


# Spellings


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Kim Jong-un", "kim-jong-un"),
        ("Kim Jong Un", "kim-jong-un"),
        ("KIM JONG UN", "kim-jong-un"),
        ("Volodymyr Zelensky", "volodymyr-zelenskyy"),
        ("Volodymyr Zelenskiy", "volodymyr-zelenskyy"),
        ("Zelenskyi", "volodymyr-zelenskyy"),
        ("Andriy Yermak", "andrii-yermak"),
        ("Sergei Lavrov", "sergey-lavrov"),
        ("Viktor Orban", "viktor-orban"),
        ("Viktor Orba\u0301n", "viktor-orban"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Joe\nBiden", "joe-biden"),
        ("J.D. Vance", "jd-vance"),
        ("J. D. Vance", "jd-vance"),
        ("St. Petersburg", "st-petersburg"),
        ("U.S.", "US"),
        ("Ukraine’s Defence Intelligence", "defence-intelligence-ua"),
        ("Ukraine's Defense Intelligence", "defence-intelligence-ua"),
        ("Odesa Operational‑Strategic Group".replace("‑", " "), "odesa-osg"),
        ("al-Assad", "bashar-al-assad"),
        ("von der Leyen", "ursula-von-der-leyen"),
        ("Kharkiv region", "kharkiv-oblast"),
        ("Kharkivska Oblast", "kharkiv-oblast"),
        ("Pokrovsk raion", "pokrovsk-district"),
        ("Kupiansk direction", "kupiansk-front"),
    ],
)
def test_other_spellings_are_found_too(text: str, id_: str) -> None:
    whole = f"There is talk of {text}, it was said."
    assert found(whole) == [(text, id_)]


def test_a_possessive_is_no_part_of_the_name() -> None:
    for text in ("Ukraine's army", "Ukraine’s army", "Kim Jong Un's army"):
        (hit, *_) = NAMES.hits(f"They saw {text}")
        assert hit.possessive and not f"They saw {text}"[hit.start : hit.end].endswith("s")
    (hit,) = NAMES.hits("They saw the Houthis' ships")
    assert not hit.possessive


def test_an_abbreviation_is_found_in_capitals_only() -> None:
    assert ids("Who told us? It is for them to say: Let them who can.") == []
    assert ids("They told the WHO and the US.") == ["who", "US"]
    assert ids("The AfD said so. Afd.") == ["alternative-for-germany"]


def test_a_word_with_a_hyphen_behind_it_is_found() -> None:
    assert ids("The Belgorod-based unit and a non-Russian one.") == ["belgorod", "RU"]


# Homonyms


def test_a_name_before_an_unknown_capitalised_word_is_somebody_elses() -> None:
    assert ids("They met Paris Klumpf and Jordan Klumpf and Trump Klumpf.") == []
    assert ids("Jordan Klumpf spoke in Jordan.") == ["JO"]
    assert ids("They spoke in Ukraine Monday and with Kyiv Mayor Vitali Klitschko.") == [
        *("UA", "kyiv", "vitali-klitschko"),
    ]


def test_capitals_of_a_headline_make_no_longer_names() -> None:
    assert ids("Russia Attacks Kyiv Overnight With Drones And Missiles") == ["RU", "UA"]


def test_a_surname_behind_another_given_name_is_somebody_elses() -> None:
    assert ids("He met Ivan Putin and Zdzislaw Putin and I. Putin.") == []
    assert ids("Meanwhile Putin met President Putin and V. Putin.") == ["vladimir-putin"] * 3


def test_a_place_behind_a_given_name_is_a_persons() -> None:
    assert ids("He met Maria London and Stefan Paris.") == []


def test_an_ordinary_word_is_a_name_only_within_a_sentence() -> None:
    assert ids("Nice weather. Reading is fun. Mobile phones.") == []
    assert ids("They live in Nice and in Reading.") == ["nice", "reading"]
    assert ids("It was the URI of a page.") == []


def test_a_weak_name_behind_another_name_is_not_meant() -> None:
    assert ids("The Israeli Air Force flew, Poland's General Staff said.") == ["IL", "PL"]
    assert ids("The Air Force flew, the General Staff said.") == [
        *("ukrainian-air-force", "general-staff-of-the-armed-forces-of-ukraine"),
    ]


def test_a_state_of_that_name_is_no_country() -> None:
    assert ids("The vote in the state of Georgia was close.") == ["georgia-us"]
    assert ids("In Georgia, Florida and Texas they voted.") == ["georgia-us", "florida", "texas"]
    assert ids("In Georgia the Georgian Dream party won.")[0] == "GE"


def test_a_capital_is_a_place_and_its_government() -> None:
    (hit,) = NAMES.hits("They heard it from Moscow, he said.")
    capital, place = hit.by(How.CAPITAL), hit.as_("place")
    assert capital is not None and capital.id == "RU" and place is not None and place.id == "moscow"
    assert ids("They were told in Brussels.") == ["eu"]


def test_several_regions_share_one_word() -> None:
    assert ids("In Kharkiv, Sumy and Chernihiv oblasts and on the Pokrovsk and Kursk fronts.") == [
        *("kharkiv-oblast", "sumy-oblast", "chernihiv-oblast", "pokrovsk-front", "kursk-front"),
    ]


def test_namesakes_are_told_apart_by_what_else_the_text_names() -> None:
    assert ids("The Rapid Support Forces (RSF) fought. The RSF won.") == ["rapid-support-forces"] * 3
    assert ids("Reporters Without Borders (RSF) protested.") == ["reporters-without-borders"] * 2


# Surnames


def test_a_surname_is_that_of_the_person_named_in_full_last() -> None:
    assert ids("Kim spoke.") == ["kim-jong-un"]
    text = "Kim Yo Jong spoke. Kim left. Then Kim Jong Un came. Kim stayed."
    assert ids(text) == ["kim-yo-jong", "kim-yo-jong", "kim-jong-un", "kim-jong-un"]
    assert ids("Boris Johnson and Mike Johnson spoke. Johnson left.")[-1] == "mike-johnson"


def test_a_surname_may_be_told_by_the_full_name_behind_it() -> None:
    assert ids("Biden spoke. Hunter Biden left.") == ["hunter-biden", "hunter-biden"]


def test_a_weak_surname_needs_the_full_name() -> None:
    assert ids("Power was cut. They said that Power and Rice were gone.") == []
    assert ids("Samantha Power spoke, and Power left.") == ["samantha-power", "samantha-power"]
    assert ids("Theresa May spoke on May 5, and then May left.") == ["theresa-may", "theresa-may"]


def test_a_surname_that_is_an_organisations_name_too_means_that() -> None:
    assert ids("They told Bloomberg so.") == ["bloomberg"]
    assert ids("Michael Bloomberg spoke, and Bloomberg left.") == ["michael-bloomberg", "michael-bloomberg"]


def test_those_who_are_equally_well_known_stay() -> None:
    names = Names.of(
        [
            KnownName(id="a", type="person", name="Ala Qwertz"),
            KnownName(id="b", type="person", name="Bela Qwertz"),
        ]
    )
    (hit,) = settled(names.hits("They met Qwertz there."))
    assert {each.id for each in hit.meanings} == {"a", "b"}


# Names of a store and of an article


def test_the_stores_names_stand_before_the_built_in() -> None:
    names = Names.of([KnownName(id="kim-x", type="person", name="Kim Qwertz", surnames=("Kim",))])
    assert ids("They met Kim Qwertz. Kim left.", names) == ["kim-x", "kim-x"]
    assert names.meanings("Kim")[0].id == "kim-x"


def test_who_is_in_the_store_takes_over_what_is_known_of_him() -> None:
    names = Names.of([KnownName(id="vz-1", type="person", name="Volodymyr Zelensky")])
    assert set(ids("Zelenskyy, Zelenskiy and Volodymyr Zelenskyy spoke.", names)) == {"vz-1"}
    assert "volodymyr-zelenskyy" not in {each.id for each in names.meanings("Zelenskyy")}


def test_a_stores_country_keeps_capitals_and_inhabitants_apart_from_its_name() -> None:
    names = Names.of([KnownName(id="UA", type="country", name="Ukraine", aliases=("Kyiv", "Ukrainians"))])
    assert [(each.id, each.how) for each in names.meanings("Kyiv")] == [
        ("UA", How.CAPITAL),
        ("kyiv", How.NAME),
    ]
    assert [each.how for each in names.meanings("Ukrainians")] == [How.DEMONYM]
    assert names.meanings("Kiev")[0].how is How.CAPITAL


def test_a_stores_region_does_not_take_over_the_city() -> None:
    names = Names.of([KnownName(id="kursk-oblast", type="place", name="Kursk Oblast", aliases=("Kursk",))])
    assert [each.id for each in names.meanings("Kursk")] == ["kursk-oblast", "kursk"]


def test_names_learnt_in_an_article_are_found_and_change_nothing_else() -> None:
    learnt = NAMES.also([KnownName(id="new:ivan-putin", type="person", name="Ivan Putin")])
    assert ids("Ivan Putin spoke. Putin left.", learnt) == ["new:ivan-putin", "new:ivan-putin"]
    assert ids("Putin left.", NAMES) == ["vladimir-putin"]
    assert NAMES.also([]) is NAMES


@given(
    st.lists(
        st.from_regex(r"[A-Z][a-z]{3,8} [A-Z][a-z]{3,8}", fullmatch=True), min_size=1, max_size=5, unique=True
    )
)
def test_a_name_that_was_learnt_is_found_where_it_stands(persons: list[str]) -> None:
    names = NAMES.also(
        KnownName(id=f"new:{number}", type="person", name=name) for number, name in enumerate(persons)
    )
    for name in persons:
        text = f"There was talk of {name}, it was said."
        hit = next(each for each in names.hits(text) if each.start <= text.index(name) < each.end)
        assert hit.best.id.startswith("new:") or key_of(text[hit.start : hit.end]) != key_of(name)


# Nearly the same


def test_a_name_that_is_nearly_known_is_told() -> None:
    assert NAMES.near("Vladymyr Putin")[0] == "vladimir-putin"
    assert "kharkiv" in NAMES.near("Kharkyv", "place")
    assert NAMES.near("Kharkyv", "person") == ()
    assert NAMES.near("Qwertz Uiopü") == ()


def test_near_names_are_what_difflib_finds() -> None:
    from difflib import SequenceMatcher

    for name in ("Oleksander Syrsky", "Kramatorks", "Emanuel Macron", "Natoo"):
        key = key_of(name)
        slow = {
            each.id
            for each, term, how in terms()
            if how in (How.NAME, How.SURNAME) and each.type != STOP and key_of(term) != key
            if SequenceMatcher(None, key_of(term), key, autojunk=False).ratio() >= NEARLY
        }
        assert set(NAMES.near(name)) == slow


# Words beside names


def test_no_list_of_words_holds_a_name_that_it_would_hide() -> None:
    for kind in ("after", "title"):
        strong = [each for each in words(kind) if any(not m.weak for m in NAMES.meanings(each.capitalize()))]
        assert strong in ([], ["kremlin", "pentagon"], ["pentagon", "kremlin"])


def test_a_hit_gives_its_meanings_by_kind() -> None:
    known = KnownName(id="x", type="org", name="X")
    hit = Hit(0, 1, (Meaning(known, How.NAME),))
    assert hit.best.known is known and hit.by(How.SURNAME) is None and hit.as_("place", "org") is hit.best
