"""What the official SDK does at the practice gateway, and what it finds in our bytes. Started by run.py with the
path of `counterfoil`."""

import sys
import traceback

import counter
import fields
import our_bytes
import payments
import practice
import products
import shapes
import shop
import table
from practice import Speaker

# Calls of the table that the SDK has no request class for, and why. None: 1.7.1 knows all of them.
NOT_IN_THE_SDK = {}

SUITES = [
    payments.Payments,
    products.Checkout,
    counter.Counter,
    products.Agreements,
    products.Subscriptions,
    products.Disputes,
    products.Feed,
]


class Table:
    """Nothing of the table is left out."""

    def __init__(self, _):
        pass

    def test_what_the_sdk_does_not_know_is_listed(self):
        known = shapes.request_classes()
        unknown = {name for name, path in table.CALLS.items() if path not in known}
        assert unknown == set(NOT_IN_THE_SDK), unknown

    def test_every_call_that_the_sdk_knows_was_made_and_done(self):
        left = set(table.CALLS) - set(NOT_IN_THE_SDK) - Speaker.made
        assert table.CALLS and not left, left


def tests(suite):
    """The tests of a suite, by name."""
    if hasattr(suite, "tests"):
        return suite.tests()
    names = [name for name in dir(suite) if name.startswith("test_")]
    return ((name[5:].replace("_", " "), getattr(suite, name)) for name in names)


def run(suite):
    """Runs a suite; how many tests passed and failed."""
    passed, failed = 0, 0
    for title, test in tests(suite):
        try:
            test()
            passed += 1
            print(f"ok    {title}", flush=True)
        except Exception:
            failed += 1
            print(f"FAIL  {title}\n{traceback.format_exc()}", flush=True)
    return passed, failed


def at_the_practice_gateway(counterfoil):
    """The SDK speaks, the practice gateway answers."""
    gateway = practice.Gateway(counterfoil)
    try:
        practice.only_the_socket(gateway.place)
        return [run(suite(gateway)) for suite in [*SUITES, Table]]
    finally:
        gateway.close()


def at_the_counterpart(counterfoil):
    """Our terminal speaks, the SDK verifies and answers."""
    suite = our_bytes.OurBytes(counterfoil)
    try:
        return [run(suite), run(shop.Shop(suite))]
    finally:
        suite.close()


def main():
    counterfoil = sys.argv[1]
    table.read(counterfoil)
    counts = [run(fields.Fields()), *at_the_practice_gateway(counterfoil), *at_the_counterpart(counterfoil)]
    passed, failed = (sum(column) for column in zip(*counts))
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
