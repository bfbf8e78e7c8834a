"""Months as text, YYYY-MM."""
import datetime


def number(month):
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_of(index):
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_end(month):
    following = datetime.date.fromisoformat(month_of(number(month) + 1) + "-01")
    return (following - datetime.timedelta(days=1)).isoformat()


def touches(start, end, month):
    """Valid on any day of the month; an empty end is open."""
    return (not start or start <= month_end(month)) and (not end or end >= month + "-01")


def holds(start, end, month):
    """Valid throughout the month; an empty end is open."""
    return (not start or start <= month + "-01") and (not end or end >= month_end(month))
