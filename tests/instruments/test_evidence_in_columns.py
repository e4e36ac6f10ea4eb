"""What is told of many rows at once is what is told of each."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import EARLIEST
from chronoterm.query import Query
from chronoterm.terms import Facet
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import queries
from tests.unit.chronology_stores import models


@given(models(), queries, st.sampled_from(Facet))
def test_the_rows_of_each_value_are_those_that_have_it(model: Model, query: Query, facet: Facet) -> None:
    evidence = model.chronology.view(query).evidence()
    found = {value: list(rows) for value, rows in evidence.by_value(facet)}
    assert found == {
        value: list(evidence.having(facet, value, exact=True)) for value in evidence.values(facet)
    }


@given(models())
def test_the_columns_of_dates_tell_what_each_row_does(model: Model) -> None:
    evidence = model.chronology.view().evidence()
    starts, ends, open_start = evidence.dates
    for row in evidence.rows:
        assert evidence.lies(row) == (EARLIEST if row in open_start else starts[row], ends[row])
        dated = evidence.dated(row)
        assert dated in {None, (starts[row], ends[row])}
        assert dated is not None or row in open_start
