"""A web server on the loopback interface that does what servers do on bad days. A module for tests; standard library only.

    with loopback.Server() as server:
        server.routes["/a"] = loopback.page("<p>…</p>")
        server.routes["/b"] = loopback.redirect("/a", 301)
        server.routes["/c"] = lambda request: loopback.page(request.headers.get("user-agent", ""))
        run(server.url("/a"))
        server.requests   # [Request, …], in the order in which they came

A route is an answer or a function from a request to one. An answer is a function that takes the connection (a socket) and returns whether the
connection may be used again. What has no route gets 404, robots.txt too. Each server is a host of its own for pauses when it is given another
address of 127.0.0.0/8.
"""
import email.utils
import gzip
import socket
import ssl
import struct
import threading
import time
import zlib

PIECE = 64 * 1024


class Request:
    def __init__(self, method, target, headers):
        self.method, self.target, self.headers = method, target, headers
        self.path = target.split("?")[0]
        self.time = time.monotonic()

    def __repr__(self):
        return f"{self.method} {self.target}"


class Server:
    def __init__(self, address="127.0.0.1", certificate=None):
        self.routes, self.requests, self.connection_count = {}, [], 0
        self.lock, self.is_closed = threading.Lock(), threading.Event()
        self.listener = socket.create_server((address, 0), backlog=256)
        self.address, self.port = self.listener.getsockname()[:2]
        self.scheme, self.context = "http", None
        if certificate:
            self.scheme, self.context = "https", ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate)
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.is_closed.set()
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()

    @property
    def origin(self):
        return f"{self.scheme}://{self.address}:{self.port}"

    def url(self, path="/"):
        return self.origin + path

    def paths(self):
        """What was asked for, without robots.txt."""
        with self.lock:
            return [request.target for request in self.requests if request.path != "/robots.txt"]

    def forget(self):
        with self.lock:
            self.requests.clear()

    def accept(self):
        while not self.is_closed.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connection_count += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            connection.settimeout(60)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            stream = connection.makefile("rb")
            while self.answer(connection, stream):
                pass
        except (OSError, ValueError):
            pass
        finally:
            connection.close()

    def answer(self, connection, stream):
        line = stream.readline(65537).decode("latin-1").split()
        if len(line) != 3:
            return False
        headers = {}
        while (field := stream.readline(65537).decode("latin-1").rstrip("\r\n")):
            name, _, value = field.partition(":")
            headers[name.strip().lower()] = value.strip()
        request = Request(line[0], line[1], headers)
        with self.lock:
            self.requests.append(request)
        route = self.routes.get(request.target) or self.routes.get(request.path) or status(404)
        answer = route(request) if not getattr(route, "is_answer", False) else route
        return bool(answer(connection))


def is_answer(function):
    function.is_answer = True
    return function


def head(code, headers):
    reason = {200: "OK", 301: "Moved Permanently", 304: "Not Modified", 404: "Not Found"}.get(code, "Status")
    return "".join([f"HTTP/1.1 {code} {reason}\r\n", *(f"{name}: {value}\r\n" for name, value in headers), "\r\n"]).encode("latin-1")


# ---- answers as they should be ----

def raw(*pieces, keeps=False):
    """These bytes, and the end of the connection."""
    @is_answer
    def send(connection):
        for piece in pieces:
            connection.sendall(piece)
        return keeps
    return send


def status(code, body="", headers=()):
    body = body.encode() if isinstance(body, str) else body
    return raw(head(code, [*headers, ("Content-Length", len(body))]), body, keeps=True)


def page(body, kind="text/html; charset=utf-8", headers=()):
    return status(200, body, [("Content-Type", kind), *headers])


def text(body):
    return page(body, "text/plain; charset=utf-8")


def redirect(to, code=302):
    return status(code, "moved", [("Location", to)])


def later(seconds=None, code=429):
    """Come again in so many seconds; a date where it is a struct of datetime."""
    value = seconds if seconds is None or isinstance(seconds, int) else email.utils.format_datetime(seconds, usegmt=True)
    return status(code, "later", [("Retry-After", value)] if value is not None else [])


def conditional(body, etag=None, last_modified=None, kind="application/rss+xml", headers=()):
    """A function for a route: 304 where the request holds the validators, else the page with them."""
    validators = [(name, value) for name, value in (("ETag", etag), ("Last-Modified", last_modified)) if value]

    def route(request):
        asked = request.headers
        is_same = (asked.get("if-none-match") == etag) if etag and "if-none-match" in asked else \
            bool(last_modified) and asked.get("if-modified-since") == last_modified
        return raw(head(304, [*validators, *headers]), keeps=True) if is_same else page(body, kind, [*validators, *headers])
    return route


def in_turn(*routes):
    """A function for a route: the first answer at first, then the second …, the last for ever."""
    left = list(routes)

    def route(request):
        chosen = left.pop(0) if len(left) > 1 else left[0]
        return chosen if getattr(chosen, "is_answer", False) else chosen(request)
    return route


def packed(body, coding="gzip", kind="text/html; charset=utf-8"):
    data = gzip.compress(body.encode()) if coding == "gzip" else zlib.compress(body.encode())
    return page(data, kind, [("Content-Encoding", coding)])


def chunked(pieces, kind="text/html; charset=utf-8"):
    chunks = [f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces]
    return raw(head(200, [("Content-Type", kind), ("Transfer-Encoding", "chunked")]), *chunks, b"0\r\n\r\n", keeps=True)


# ---- answers of bad days ----

def drip(body=b"x" * 1000, pause=0.2, kind="text/html"):
    """A byte at a time."""
    @is_answer
    def send(connection):
        connection.sendall(head(200, [("Content-Type", kind), ("Content-Length", len(body))]))
        for at in range(len(body)):
            time.sleep(pause)
            connection.sendall(body[at:at + 1])
        return False
    return send


def silence(seconds=60):
    """Nothing at all."""
    @is_answer
    def send(connection):
        time.sleep(seconds)
        return False
    return send


def endless(kind="text/html", headers=(), piece=b"word " * (PIECE // 5), most=1 << 30):
    @is_answer
    def send(connection):
        connection.sendall(head(200, [("Content-Type", kind), *headers]))
        for _ in range(most // len(piece)):
            connection.sendall(piece)
        return False
    return send


def endless_header():
    @is_answer
    def send(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(1 << 20):
            connection.sendall(f"X-{number}: {'a' * 200}\r\n".encode())
        return False
    return send


def gzip_bomb(size=1 << 30):
    """Zeros: `size` bytes of them in a thousandth of the place."""
    packer, pieces, zeros = zlib.compressobj(9, zlib.DEFLATED, 31), [], bytes(1 << 20)
    for _ in range(size // len(zeros)):
        pieces.append(packer.compress(zeros))
    body = b"".join(pieces) + packer.flush()
    return page(body, headers=[("Content-Encoding", "gzip")])


def empty_gzip(most=1 << 28):
    """Packed bytes without end that unpack to nothing: empty stored blocks."""
    start = b"\x1f\x8b\x08\0\0\0\0\0\0\x03"
    block = b"\0\0\0\xff\xff" * (PIECE // 5)

    @is_answer
    def send(connection):
        connection.sendall(head(200, [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]) + start)
        for _ in range(most // len(block)):
            connection.sendall(block)
        return False
    return send


def damaged_gzip(body="<p>words</p>" * 1000):
    data = bytearray(gzip.compress(body.encode()))
    data[-6] ^= 0x55  # of the checksum
    return page(bytes(data), headers=[("Content-Encoding", "gzip")])


def wrong_length(body=b"<p>half</p>", stated=10000):
    """Says that more comes than does."""
    return raw(head(200, [("Content-Type", "text/html"), ("Content-Length", stated)]), body)


def broken_chunks(kind="text/html"):
    return raw(head(200, [("Content-Type", kind), ("Transfer-Encoding", "chunked")]), b"5\r\nhello\r\n", b"zz\r\nworld\r\n0\r\n\r\n")


def cut_chunks(kind="text/html"):
    """Ends before the last chunk."""
    return raw(head(200, [("Content-Type", kind), ("Transfer-Encoding", "chunked")]), b"5\r\nhello\r\n")


def reset(after=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<p>"):
    """The connection is torn off."""
    @is_answer
    def send(connection):
        connection.sendall(after)
        time.sleep(0.05)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    return send


def no_http():
    return raw(b"220 mail.example ESMTP\r\n")


def robots(rules, code=200):
    return status(code, rules, [("Content-Type", "text/plain")])
