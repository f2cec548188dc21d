-- Who may call. Keys are kept as hashes: a stolen table opens no door.

create table parties (
  id uuid primary key,
  kind text not null check (kind in ('network', 'merchant')),
  name text not null,
  scheme text not null check (scheme in ('visa', 'mastercard')),
  created_at timestamptz not null default now(),
  unique (id, kind)
);

create table api_keys (
  id uuid primary key,
  key_hash bytea not null unique, -- SHA-256; the key itself has 256 random bits, so a slow hash would add nothing
  role text not null check (role in ('network', 'merchant', 'customer', 'agent', 'operator', 'auditor')),
  party_id uuid,
  customer_id uuid references customers (id),
  signing_secret_ciphertext bytea, -- needed in the clear to check signatures, so encrypted and not hashed
  from_settings boolean not null default false,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  foreign key (party_id, role) references parties (id, kind),
  constraint parties_sign check ((role in ('network', 'merchant')) = (party_id is not null)),
  constraint parties_have_a_secret check ((party_id is null) = (signing_secret_ciphertext is null)),
  constraint customers_are_someone check ((role = 'customer') = (customer_id is not null))
);
