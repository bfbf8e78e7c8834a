"""A division with all beneath it."""


class Scope:
    """Codes of today and of the past, and the present units with a seat there."""

    def __init__(self, city, code):
        self.code = city.place(code)
        own = {self.code}
        while True:
            beneath = {place for place in map(city.place, city.level)
                       if city.parent[place] in own}
            if beneath <= own:
                break
            own |= beneath
        self.places = {place for place in city.level if city.place(place) in own}
        seats = {unit: city.place(city.district[unit]) for unit in city.units()}
        self.units = {unit for unit, seat in seats.items()
                      if seat in own or city.county(seat) in own}

    def contains(self, unit, place):
        return unit in self.units or place in self.places

    def rows(self, rows):
        """Rows of a published table that belong to the division."""
        return [row for row in rows if self.contains(row["unit_code"], row["district_code"])]
