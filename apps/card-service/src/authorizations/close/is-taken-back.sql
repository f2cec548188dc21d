-- A row when the network took this message back; see reverse-by-message.ts.
select from reversals
where network_id = $1 and acquirer_id = $2 and transmitted_at = $3 and stan = $4 and terminal_id = $5
