-- What the payment list reads: folded from the entries, written with them, rebuilt at will. `shown` is the
-- whole row; the columns beside it are there to filter, sort and sum.
CREATE TABLE payment_view (
    stream TEXT NOT NULL,
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    refunded_minor BIGINT NOT NULL,
    method TEXT NOT NULL,
    hold_until BIGINT,
    unknown BIGINT NOT NULL,
    version BIGINT NOT NULL,
    shown TEXT NOT NULL
);

CREATE UNIQUE INDEX payment_view_stream ON payment_view (stream);

-- Each index is in the list's order behind what it selects by. The columns after `stream` let a walk skip
-- rows that do not fit without reading them.
CREATE INDEX payment_view_created ON payment_view
    (created_at, stream, state, currency, amount_minor, refunded_minor, method, account, hold_until, unknown);
CREATE INDEX payment_view_state ON payment_view
    (state, created_at, stream, method, currency, amount_minor, account, hold_until);
CREATE INDEX payment_view_method ON payment_view (method, created_at, stream, currency, amount_minor, account);
CREATE INDEX payment_view_currency ON payment_view (currency, created_at, stream, amount_minor, account);
CREATE INDEX payment_view_account ON payment_view (account, created_at, stream);
CREATE INDEX payment_view_amount ON payment_view (currency, amount_minor);
CREATE INDEX payment_view_unknown ON payment_view (created_at, stream) WHERE unknown = 1;
CREATE INDEX payment_view_hold ON payment_view (hold_until, stream) WHERE hold_until IS NOT NULL;
