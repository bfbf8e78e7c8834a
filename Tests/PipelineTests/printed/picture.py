#!/usr/bin/env python3
"""Usage: picture.py FILE.png [CHARTS]

Exits 1 unless the picture shows a page: ink on paper and, where CHARTS is given, colours.
"""
import struct
import sys
import zlib


def rows(data):
    """The rows of a picture of 8 bits a channel, without interlacing."""
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, _, depth, colour, *_ = struct.unpack(">IIBBBBB", body)
            channels = {2: 3, 6: 4}[colour]
            assert depth == 8
        packed += body if kind == b"IDAT" else b""
        at += size + 12
    plain, stride = zlib.decompress(packed), width * channels
    before = bytearray(stride)
    for start in range(0, len(plain), stride + 1):
        row = bytearray(plain[start + 1:start + 1 + stride])
        unfiltered(plain[start], row, before, channels)
        yield [tuple(row[at:at + 3]) for at in range(0, stride, channels)]
        before = row


def unfiltered(kind, row, above, step):
    for at in range(len(row) if kind else 0):
        left = row[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        guess = (0, left, above[at], (left + above[at]) // 2, paeth(left, above[at], corner))[kind]
        row[at] = (row[at] + guess) & 255


def paeth(left, above, corner):
    sums = [(abs(above - corner), left), (abs(left - corner), above), (abs(left + above - 2 * corner), corner)]
    return min(sums, key=lambda pair: pair[0])[1]


with open(sys.argv[1], "rb") as file:
    pixels = [pixel for row in rows(file.read()) for pixel in row]
paper = sum(pixel == (255, 255, 255) for pixel in pixels) / len(pixels)
ink = sum(max(pixel) < 100 for pixel in pixels) / len(pixels)
colours = sum(max(pixel) - min(pixel) > 60 for pixel in pixels) / len(pixels)
print(f"paper {paper:.3f}, ink {ink:.4f}, colour {colours:.4f}")
sys.exit(0 if paper > 0.5 and ink > 0.002 and (len(sys.argv) < 3 or colours > 0.0005) else 1)
