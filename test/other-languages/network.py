"""A card network in Python, by the codec of somebody else (pyiso8583): signs on, authorizes, increments, reverses a part and clears
twice. Usage: network.py HOST:PORT CARD_NUMBER EXPIRY_YYMM CVV2. Prints each answer's type and response code; exits 1 when one is not 00."""

import datetime
import socket
import struct
import sys

import iso8583

spec = {
    key: dict(data_enc="ascii", len_enc="ascii", len_type=0, max_len=0, desc="") for key in ["h", "t", "p", *map(str, range(1, 129))]
}


def field(number, length, len_type=0, data_enc="ascii"):
    spec[number] = dict(data_enc=data_enc, len_enc="ascii", len_type=len_type, max_len=length, desc=number)


field("h", 0)
field("t", 4)
field("p", 8, data_enc="b")
field("1", 8, data_enc="b")
for number, length, len_type in [
    ("2", 19, 2), ("3", 6, 0), ("4", 12, 0), ("7", 10, 0), ("11", 6, 0), ("14", 4, 0), ("18", 4, 0), ("19", 3, 0), ("22", 3, 0),
    ("25", 2, 0), ("32", 11, 2), ("37", 12, 0), ("38", 6, 0), ("39", 2, 0), ("41", 8, 0), ("42", 15, 0), ("43", 40, 0),
    ("44", 25, 2), ("48", 999, 3), ("49", 3, 0), ("70", 3, 0), ("90", 42, 0), ("95", 42, 0),
]:  # fmt: skip
    field(number, length, len_type)

address, card, expiry, cvv2 = sys.argv[1:5]
host, port = address.rsplit(":", 1)
line = socket.create_connection((host, int(port)), timeout=20)
stan = 0
failed = False


def private(**elements):
    return "".join(f"{tag[1:]}{len(value):02}{value}" for tag, value in sorted(elements.items()))


def say(mti, **fields):
    """Sends a message, and gives it back with its answer."""
    global stan, failed
    stan += 1
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%m%d%H%M%S")
    message = {"t": mti, "7": now, "11": f"{stan:06}", **{key[1:]: value for key, value in fields.items()}}
    raw, _ = iso8583.encode(message, spec)
    line.sendall(struct.pack(">H", len(raw)) + raw)
    (length,) = struct.unpack(">H", line.recv(2, socket.MSG_WAITALL))
    answer, _ = iso8583.decode(line.recv(length, socket.MSG_WAITALL), spec)
    assert answer["11"] == message["11"], "an answer to something else"
    print(mti, answer["t"], answer["39"], flush=True)
    failed = failed or answer["39"] != "00"
    return message


transaction = "PYTHON" + datetime.datetime.now().strftime("%H%M%S%f")[:9]
of_card = dict(f2=card, f3="000000", f32="400123", f41="PYTHON01", f42="PYTHONSHOP".ljust(15), f49="978")
where = dict(f18="5942", f19="276", f22="812", f25="59", f43="Python Shop".ljust(25) + "Kiel".ljust(13) + "DE")
asked = dict(**of_card, **where, f14=expiry)

say("0800", f70="001")
first = say("0100", **asked, f4="000000002000", f48=private(t63=transaction, t92=cvv2))
say("0100", **asked, f4="000000000500", f48=private(t10="D", t63=transaction, t92=cvv2))
say(
    "0400", **of_card, f4="000000002500",
    f90="0100" + first["11"] + first["7"] + "400123".rjust(11, "0") + "0" * 11,
    f95="000000002200" + "0" * 30,
)  # fmt: skip
say("0220", **of_card, f4="000000001200", f48=private(t11="P", t63=transaction))
say("0220", **of_card, f4="000000001000", f48=private(t11="F", t63=transaction))
say("0800", f70="002")
sys.exit(1 if failed else 0)
