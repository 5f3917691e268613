"""Fields that the SDK can express and we cannot: none, or explained in explained.json.

Our side is the published example of each call, which says every field there is (the tests of `antom` hold it to
that); the SDK's side is what its request classes, and the model classes inside them, write.
"""

import enum
import json
import pathlib

import shapes
import table

HERE = pathlib.Path(__file__).resolve().parent
CALLS = HERE.parent / "cases" / "calls"
EXPLAINED = HERE / "explained.json"


def published():
    """The published calls: the file's name, and the call with its request and answer."""
    for file in sorted(CALLS.glob("*.json")):
        yield file.stem, json.loads(file.read_text(encoding="utf-8"))


def examples(call):
    """The published requests of a call."""
    return [example["request"] for _, example in published() if example["call"] == call]


def ours(value, at=""):
    """The dotted names in a body; a list is its entries."""
    if isinstance(value, list):
        return set().union(*(ours(each, at) for each in value))
    if not isinstance(value, dict):
        return set()
    names = {at + name for name in value}
    return names.union(*(ours(inner, f"{at}{name}.") for name, inner in value.items()))


def missing(cls, said, at="", above=()):
    """What the class can say and the examples do not. Of an object that is missing whole, its name alone; an
    object inside one of its own kind is not walked again."""
    found = set()
    for field in shapes.fields(cls):
        name = at + field.wire
        inside = field.inside
        if name not in said:
            found.add(name)
        elif inside and not issubclass(inside, enum.Enum) and inside not in (cls, *above):
            found |= missing(inside, said, name + ".", (cls, *above))
    return found


def unsaid(call, path):
    """Everything of one call that the SDK can say and we cannot."""
    said = set().union(*map(ours, examples(call)))
    return set().union(*(missing(cls, said) for cls in shapes.request_classes().get(path, [])))


def explained():
    """What is missing for a reason: call, dotted field, reason."""
    return json.loads(EXPLAINED.read_text(encoding="utf-8"))


class Fields:
    """The comparison, call by call."""

    def tests(self):
        for call, path in table.CALLS.items():
            yield f"fields of {call}", lambda call=call, path=path: self.compare(call, path)
        yield "only calls of the table are explained", self.nothing_else_is_explained
        yield "a field that an example leaves out is found at any depth", self.a_gap_is_found

    def compare(self, call, path):
        assert examples(call), "there is no published example"
        lacking, reasons = unsaid(call, path), explained().get(call, {})
        assert lacking == set(reasons), {
            "the SDK can say, we cannot, and nobody explained": sorted(lacking - set(reasons)),
            "explained, yet no longer missing": sorted(set(reasons) - lacking),
        }

    def nothing_else_is_explained(self):
        reasons = explained()
        assert set(reasons) <= set(table.CALLS), set(reasons) - set(table.CALLS)
        short = [(call, name) for call, names in reasons.items() for name, why in names.items() if len(why) < 20]
        assert not short, short

    def a_gap_is_found(self):
        [cls] = shapes.request_classes()[table.CALLS["refund"]]
        said = set().union(*map(ours, examples("refund")))
        assert not missing(cls, said)
        for name in sorted(said):
            left = {other for other in said if other != name and not other.startswith(name + ".")}
            found = missing(cls, left)
            assert found <= {name}, (name, found)
            assert found or name not in self.sayable(cls), name

    def sayable(self, cls):
        """Everything the class can say, at the depth of the examples of a refund."""
        names = missing(cls, set())
        inner = [field for field in shapes.fields(cls) if field.inside and not issubclass(field.inside, enum.Enum)]
        return names.union(*({f"{field.wire}.{name}" for name in missing(field.inside, set())} for field in inner))
