package io.tocsin.status;

import java.io.ByteArrayOutputStream;

/**
 * Short rows of counts in few bytes: for every count that is not 0 its place and the count itself, seven bits a byte. A
 * minute with one check takes two bytes for its histogram.
 */
final class Packed {

    private Packed() {}

    static byte[] pack(long[] counts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] != 0) {
                bytes.write(place);
                long rest = counts[place];
                while (rest >= 0x80) {
                    bytes.write((int) (rest & 0x7f | 0x80));
                    rest >>>= 7;
                }
                bytes.write((int) rest);
            }
        }
        return bytes.toByteArray();
    }

    static long[] unpack(byte[] bytes, int length) {
        long[] counts = new long[length];
        int at = 0;
        while (at < bytes.length) {
            int place = bytes[at++];
            long count = 0;
            int shift = 0;
            while (at < bytes.length && bytes[at] < 0) {
                count |= (long) (bytes[at++] & 0x7f) << shift;
                shift += 7;
            }
            if (at < bytes.length && place < length) {
                counts[place] = count | (long) bytes[at++] << shift;
            }
        }
        return counts;
    }
}
