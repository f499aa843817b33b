package io.tocsin.bundled.dns;

import io.tocsin.net.Endpoint;
import io.tocsin.net.Trouble;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The name servers that this machine is set up with. */
final class NameServers {

    private static final int DNS = 53;

    private NameServers() {}

    /** @throws Trouble if there is none, as where the system keeps them elsewhere */
    static Endpoint first(Path file) throws Trouble {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new Trouble(Phrase.of("dns.no-server", file.toString()));
        }
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 1 && words[0].equals("nameserver")) {
                return Endpoint.of(words[1], DNS);
            }
        }
        throw new Trouble(Phrase.of("dns.no-server", file.toString()));
    }
}
