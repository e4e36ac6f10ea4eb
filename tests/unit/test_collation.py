"""Names sorted in the user's language, with and without one that is installed."""

import locale
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronoterm.collation import VARIABLES, collation
from chronoterm.text import fold
from tests.conftest import HOSTILE

SWEDISH = "sv_SE.UTF-8"
SOURCE = Path("/usr/share/i18n/locales/sv_SE")
any_text = st.text(st.characters(exclude_categories=()))


@pytest.fixture(autouse=True)
def collation_of_the_process() -> Iterator[None]:
    """What a test sets for the process is taken back."""
    before = locale.setlocale(locale.LC_COLLATE)
    yield
    locale.setlocale(locale.LC_COLLATE, before)


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A folder with the Swedish locale, made here where the system can; none where it is installed."""
    before = locale.setlocale(locale.LC_COLLATE)
    try:
        locale.setlocale(locale.LC_COLLATE, SWEDISH)
    except locale.Error:
        make = shutil.which("localedef")
        if make is None or not SOURCE.exists():
            pytest.skip("no Swedish locale here, and nothing to make one with")
        folder = tmp_path_factory.mktemp("locales")
        subprocess.run([make, "-i", "sv_SE", "-f", "UTF-8", str(folder / SWEDISH)], check=True)
        return folder
    else:
        return None
    finally:
        locale.setlocale(locale.LC_COLLATE, before)


@pytest.fixture
def swedish(locales: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system on which Swedish is installed."""
    if locales is not None:
        monkeypatch.setenv("LOCPATH", str(locales))


@pytest.fixture
def any_language(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A system on which every language is installed; the names that it was asked for."""
    asked: list[str] = []

    def setlocale(category: int, name: str | None = None) -> str:
        if name is not None:
            assert category == locale.LC_COLLATE
            asked.append(name)
        return "C"

    monkeypatch.setattr(locale, "setlocale", setlocale)
    return asked


@pytest.mark.usefixtures("swedish")
def test_a_swede_finds_a_with_a_ring_after_z() -> None:
    key = collation({"LANG": SWEDISH})
    names = ["Öberg", "Zetterlund", "Åberg", "Ängström", "åkesson", "Andersson", "andersen"]
    assert sorted(names, key=key) == [
        *("andersen", "Andersson", "Zetterlund"),
        *("Åberg", "åkesson", "Ängström", "Öberg"),
    ]


@pytest.mark.usefixtures("swedish")
def test_case_and_the_way_that_an_accent_is_written_make_no_difference() -> None:
    key = collation({"LANG": SWEDISH})
    assert key("ÅBERG") == key("åberg") == key("A\u030aberg") == key("  åberg ")


@pytest.mark.usefixtures("swedish")
def test_nothing_of_the_process_is_set_but_how_it_collates() -> None:
    numbers, letters = locale.setlocale(locale.LC_NUMERIC), locale.setlocale(locale.LC_CTYPE)
    collation({"LC_ALL": SWEDISH})
    assert locale.setlocale(locale.LC_COLLATE) == SWEDISH
    assert (locale.setlocale(locale.LC_NUMERIC), locale.setlocale(locale.LC_CTYPE)) == (numbers, letters)


@pytest.mark.usefixtures("swedish")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_text)
def test_any_name_has_a_key_in_a_language(name: str) -> None:
    key = collation({"LANG": SWEDISH})
    assert isinstance(key(name), str)
    assert bool(key(name)) == bool(fold(name))


@pytest.mark.parametrize("name", ["", "C", "POSIX", "C.UTF-8", "C.utf8"])
def test_without_a_language_accents_and_case_make_no_difference(name: str, any_language: list[str]) -> None:
    key = collation({"LANG": name})
    assert key("Åberg") == key("aberg")
    assert any_language == []


@pytest.mark.parametrize(
    "name", ["xx_XX.UTF-8", "\ud800", "a\0b", "../../etc", "x" * 100_000, "=", " ", "sv_SE;"]
)
def test_a_language_that_is_not_installed_is_as_none(name: str) -> None:
    assert [collation({each: name}) for each in VARIABLES] == [fold] * 3


@given(st.dictionaries(st.sampled_from((*VARIABLES, "LC_CTYPE")), any_text))
def test_no_environment_is_refused(environ: dict[str, str]) -> None:
    assert isinstance(collation(environ)("name"), str)


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({"LANG": "sv_SE.UTF-8"}, ["sv_SE.UTF-8"]),
        ({"LANG": "sv_SE.UTF-8", "LC_COLLATE": "de_DE.UTF-8"}, ["de_DE.UTF-8"]),
        ({"LANG": "sv_SE.UTF-8", "LC_COLLATE": "de_DE.UTF-8", "LC_ALL": "et_EE"}, ["et_EE"]),
        ({"LANG": "sv_SE.UTF-8", "LC_COLLATE": "", "LC_ALL": ""}, ["sv_SE.UTF-8"]),
        ({"LANG": "sv_SE.UTF-8", "LC_COLLATE": "C"}, []),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "POSIX"}, []),
        ({"LC_CTYPE": "sv_SE.UTF-8"}, []),
        ({}, []),
    ],
)
def test_the_variable_that_counts_most_names_the_language(
    environ: dict[str, str], wanted: list[str], any_language: list[str]
) -> None:
    collation(environ)
    assert any_language == wanted


def test_the_language_sees_a_name_cleaned_composed_and_in_small_letters(
    any_language: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def strxfrm(text: str) -> str:
        return f"<{text}>"

    monkeypatch.setattr(locale, "strxfrm", strxfrm)
    key = collation({"LANG": "sv_SE.UTF-8"})
    assert any_language
    assert key("  A\u030aBERG,\n Åsa ") == "<åberg, åsa>"
    assert key("\u0301") == key("") == ""


@pytest.mark.usefixtures("any_language")
@pytest.mark.parametrize("error", [OSError, ValueError])
def test_a_system_that_refuses_a_character_still_gets_its_name_sorted(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def strxfrm(text: str) -> str:
        if not text.isascii():
            raise error
        return text[::-1]

    monkeypatch.setattr(locale, "strxfrm", strxfrm)
    key = collation({"LANG": "sv_SE.UTF-8"})
    assert key("abc") == "cba"
    assert key("åbc") == "cba"


@pytest.mark.usefixtures("any_language")
@pytest.mark.parametrize("error", [OSError, ValueError])
def test_a_system_that_refuses_every_name_sorts_without_a_language(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def strxfrm(_: str) -> str:
        raise error

    monkeypatch.setattr(locale, "strxfrm", strxfrm)
    key = collation({"LANG": "sv_SE.UTF-8"})
    assert [key(name) for name in HOSTILE] == [fold(name) for name in HOSTILE]
