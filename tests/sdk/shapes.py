"""What the SDK's request and model classes can say: their fields, under the names they have on the wire."""

import dataclasses
import enum
import functools
import importlib
import inspect
import json
import pathlib
import re

import com.alipay.ams.api.model as models
import com.alipay.ams.api.request as requests
from com.alipay.ams.api.request.alipay_request import AlipayRequest

# `self.__order = None  # type: Order`, also `[Order]`, `list[Order]`, `List[Order]`, `list:Order`, `Optional[Order]`.
TYPED = re.compile(r"self\.__(\w+)(?:\s*:\s*\w+(?:\[\w+\])?)?\s*=\s*\S+\s*#\s*type:\s*(.+)$", re.M)
# What the sender itself reads of a request; no part of the body.
OF_THE_SENDER = {"path", "key_version", "http_method"}
# What these fields hold is told by the product's other classes alone.
UNTOLD = {("AlipayMerchantRegistrationRequest", "merchant_info"): "MerchantRegistrationInfo"}


@dataclasses.dataclass(frozen=True)
class Field:
    """One field of a class: the attribute, its name on the wire, and the class of what it holds, if it is one."""

    attribute: str
    wire: str
    inside: type


def writes_a_dict(cls):
    """The class's own way to its wire form; some classes hide it behind two underscores."""
    for owner in cls.__mro__:
        for name in ("to_ams_dict", f"_{owner.__name__}__to_ams_dict"):
            if name in vars(owner):
                return vars(owner)[name]
    return None


def snake(name):
    """The name of the file that holds a model."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def model(name, near):
    """The class of this name: what the module imported, or the model file of that name."""
    found = vars(near).get(name)
    if not inspect.isclass(found):
        try:
            found = vars(importlib.import_module(f"{models.__name__}.{snake(name)}")).get(name)
        except ImportError:
            return None
    return found if inspect.isclass(found) else None


def held(attribute, told, near):
    """The class of what a field holds. The older classes say no type; there the field's name is the model's."""
    names = re.findall(r"\w+", told or "")
    if not told:
        camel = "".join(part.capitalize() for part in attribute.split("_"))
        names = [camel, camel.removesuffix("s")]
    for name in names:
        cls = model(name, near)
        if cls and (writes_a_dict(cls) or issubclass(cls, enum.Enum)):
            return cls
    return None


class Mark:
    """Stands in a field while the class writes itself, and is found again under the field's wire name."""

    def __iter__(self):
        return iter([self])

    def to_ams_dict(self):
        return self

    to_ams_json = to_ams_dict
    value = property(to_ams_dict)


def blank(cls):
    """An object of the class with nothing in it, however many arguments its constructor wants."""
    if "__init__" not in vars(cls):
        return cls()
    wanted = list(inspect.signature(cls).parameters.values())
    return cls(*[None for each in wanted if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD])


@functools.cache
def fields(cls):
    """Every field the class writes."""
    near = inspect.getmodule(cls)
    told = {}
    for owner in reversed(cls.__mro__):
        if owner is not object and owner is not AlipayRequest:
            told.update(TYPED.findall(inspect.getsource(owner)))
    attributes = [name for name, _ in inspect.getmembers(cls, lambda value: isinstance(value, property))]
    found = []
    for attribute in attributes:
        if attribute in OF_THE_SENDER:
            continue
        thing, mark = blank(cls), Mark()
        setattr(thing, attribute, mark)
        names = [wire for wire, value in writes_a_dict(cls)(thing).items() if value in (mark, [mark])]
        assert len(names) <= 1, (cls, attribute, names)
        inside = held(attribute, told.get(attribute) or UNTOLD.get((cls.__name__, attribute)), near)
        found += [Field(attribute, name, inside) for name in names]
    return tuple(found)


@functools.cache
def request_classes():
    """All request classes by production path, the slash too many of one constant taken out."""
    top = pathlib.Path(requests.__file__).parent
    by_path = {}
    for file in sorted(top.rglob("*.py")):
        name = ".".join((requests.__name__, *file.relative_to(top).with_suffix("").parts))
        module = importlib.import_module(name)
        for cls in vars(module).values():
            if not inspect.isclass(cls) or cls.__module__ != name or not issubclass(cls, AlipayRequest):
                continue
            try:
                path = blank(cls).path
            except (IndexError, TypeError):
                continue  # a class that fails in its own constructor, of products that are not ours
            by_path.setdefault(re.sub("//+", "/", str(path)), []).append(cls)
    return by_path


def word(cls, value):
    """A word of one of the SDK's enumerations, as its member; one it does not have stays as it is."""
    member = cls.value_of(value) if isinstance(value, str) and hasattr(cls, "value_of") else None
    return value if member is None else member


def build(cls, body):
    """An object of the class that says what the body says, and the dotted names it has no place for."""
    thing, lost = blank(cls), []
    by_wire = {field.wire: field for field in fields(cls)}
    for wire, value in body.items():
        field = by_wire.get(wire)
        if field is None:
            lost.append(wire)
            continue
        many = isinstance(value, list)
        made = []
        for each in value if many else [value]:
            if field.inside and issubclass(field.inside, enum.Enum):
                each = word(field.inside, each)
            elif field.inside and isinstance(each, dict):
                each, inner = build(field.inside, each)
                lost += [f"{wire}.{name}" for name in inner]
            made.append(each)
        setattr(thing, field.attribute, made if many else made[0])
    return thing, lost


def choose(classes, body):
    """The class of a call that can say the whole body, made to say it; the generated ones, which also read a
    body, before those written by hand."""
    tried = []
    for cls in sorted(classes, key=lambda cls: not hasattr(cls, "parse_rsp_body")):
        thing, lost = build(cls, body)
        if not lost:
            return thing
        tried.append(f"{cls.__name__} has no {', '.join(lost)}")
    raise AssertionError("; ".join(tried) or "the SDK has no class for this call")


def written(thing):
    """What the object says, as JSON."""
    return json.loads(thing.to_ams_json())


def known(cls, body):
    """The part of a body that the class has a place for."""
    by_wire = {field.wire: field for field in fields(cls)}

    def inner(field, value):
        if isinstance(value, list):
            return [inner(field, each) for each in value]
        nested = field.inside and not issubclass(field.inside, enum.Enum) and isinstance(value, dict)
        return known(field.inside, value) if nested else value

    return {wire: inner(by_wire[wire], value) for wire, value in body.items() if wire in by_wire}
