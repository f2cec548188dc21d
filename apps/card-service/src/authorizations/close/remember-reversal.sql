-- $1 network, $2 acquirer, $3 transmission time, $4 trace number, $5 terminal: of the message that is taken back.
insert into reversals (network_id, acquirer_id, transmitted_at, stan, terminal_id)
values ($1, $2, $3, $4, $5)
on conflict do nothing
