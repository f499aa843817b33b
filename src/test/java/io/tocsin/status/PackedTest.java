package io.tocsin.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedTest {

    @Test
    void aCountTakesTwoBytesAndNoneTakesNothing() {
        assertThat(Packed.pack(new long[20])).isEmpty();
        assertThat(Packed.pack(new long[] {0, 0, 0, 1})).containsExactly(3, 1);
    }

    @Test
    void whatIsPackedIsUnpacked() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            long[] counts = new long[20];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = random.nextInt(3) == 0 ? random.nextLong() >>> random.nextInt(1, 64) : 0;
            }
            assertThat(Packed.unpack(Packed.pack(counts), counts.length)).isEqualTo(counts);
        }
        long[] extremes = {0x7f, 0x80, 0x3fff, 0x4000, Long.MAX_VALUE};
        assertThat(Packed.unpack(Packed.pack(extremes), extremes.length)).isEqualTo(extremes);
    }

    @Test
    void bytesThatAreNotOursDoNoHarm() {
        assertThat(Packed.unpack(new byte[] {99, 5, 1, 7, 2}, 3)).hasSize(3);
        assertThat(Packed.unpack(new byte[] {-1, -1, -1, -1}, 3)).containsExactly(0, 0, 0);
    }
}
