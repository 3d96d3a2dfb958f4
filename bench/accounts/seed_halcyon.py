"""Prints SQL that gives a migrated Halcyon the peers' thousand users, with the same password at the same cost."""
import base64
import hashlib
import struct

ITERATIONS, SALT = 210_000, bytes([7]) * 16
key = hashlib.pbkdf2_hmac("sha512", b"Passw0rd!", SALT, ITERATIONS, 32)
# ASP.NET Core Identity's format 3: marker, then PRF (2 = HMAC-SHA512), iterations and salt length, big endian.
stored = base64.b64encode(b"\x01" + struct.pack(">III", 2, ITERATIONS, len(SALT)) + SALT + key).decode()
print(f"""
with made as (
    insert into accounts.users (id, user_name, normalized_user_name, email, normalized_email, password_hash, security_stamp, concurrency_stamp, created_at)
    select gen_random_uuid(), name, upper(name), name, upper(name), '{stored}', md5(name), md5(name), now()
    from (select 'user' || n || '@example.test' as name from generate_series(1, 1000) as n) as names
    returning id)
insert into accounts.user_roles (user_id, role_id)
select made.id, roles.id from made cross join accounts.roles where roles.name = 'person';
vacuum analyze;
""")
