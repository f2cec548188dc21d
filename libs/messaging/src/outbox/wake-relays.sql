-- $1 what to tell the other relays. Never inside a transaction that moves money: notifications serialise commits.
SELECT pg_notify('outbox_wake', $1)
