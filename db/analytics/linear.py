"""Least squares with a penalty on every coefficient (ridge regression: Hoerl and Kennard, Technometrics 12, 1970)."""

from collections.abc import Sequence


def ridge(rows: Sequence[Sequence[float]], answers: Sequence[float], penalties: Sequence[float]) -> list[float]:
    """The coefficients, one a column of `rows`; a penalty counts like so many rows that say the coefficient is zero (above 0)."""
    size = len(penalties)
    matrix = [[sum(row[i] * row[j] for row in rows) for j in range(size)] for i in range(size)]
    right = [sum(row[i] * answer for row, answer in zip(rows, answers, strict=True)) for i in range(size)]
    for place, penalty in enumerate(penalties):
        matrix[place][place] += penalty
    return _solved(matrix, right)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination; the matrix is symmetric and positive, so that no rows need exchanging."""
    size = len(right)
    for pivot in range(size):
        for row in range(pivot + 1, size):
            factor = matrix[row][pivot] / matrix[pivot][pivot]
            right[row] -= factor * right[pivot]
            for column in range(pivot, size):
                matrix[row][column] -= factor * matrix[pivot][column]
    found = [0.0] * size
    for row in reversed(range(size)):
        known = sum(matrix[row][column] * found[column] for column in range(row + 1, size))
        found[row] = (right[row] - known) / matrix[row][row]
    return found
