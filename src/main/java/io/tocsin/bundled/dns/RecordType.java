package io.tocsin.bundled.dns;

import io.tocsin.spi.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be asked for, with its number in a message. */
enum RecordType {
    A(1),
    AAAA(28),
    CNAME(5),
    MX(15),
    NS(2),
    TXT(16),
    SRV(33),
    PTR(12),
    CAA(257),
    SOA(6);

    final int number;

    RecordType(int number) {
        this.number = number;
    }

    /** @throws Refusal if it cannot be asked for */
    static RecordType named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        "dns.type", name, Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    static Optional<RecordType> numbered(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }
}
