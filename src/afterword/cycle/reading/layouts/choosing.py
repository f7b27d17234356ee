"""Which layout a sheet has, and a line for each application made of it."""

from collections.abc import Sequence

from afterword.cycle.reading.layouts.company_sheets import is_sheet_each, of_company
from afterword.cycle.reading.layouts.dashed_lists import from_list
from afterword.cycle.reading.layouts.diaries import from_sentences
from afterword.cycle.reading.layouts.double_heads import under_one_head
from afterword.cycle.reading.layouts.free_notes import from_notes
from afterword.cycle.reading.layouts.stage_boards import from_board
from afterword.cycle.reading.layouts.transitions import from_transitions
from afterword.cycle.reading.sheets.heads import Sheet


def plainly(sheets: Sequence[Sheet]) -> tuple[list[Sheet], str]:
    """The sheets as lists of applications; and by what lines belong together, if that is known."""
    flat = [from_board(from_list(from_notes(under_one_head(one)))) for one in sheets]
    if is_sheet_each(flat):
        return [of_company(one) for one in flat], "company"
    steps = [_by_steps(one) for one in flat]
    return [sheet for sheet, _ in steps], next((by for _, by in steps if by), "")


def _by_steps(sheet: Sheet) -> tuple[Sheet, str]:
    """A sheet with a line for each thing that happened; and what joins those of one application."""
    told, by = from_sentences(sheet)
    return (told, by) if by else from_transitions(sheet)
