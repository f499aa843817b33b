package io.tocsin.bundled.ssh;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Form;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Targets such as {@code ssh://git.example.com}; port 22 where none is written. The banner is the body. */
record SshType(Dialer dialer) implements ProbedType {

    private static final int SSH = 22;
    private static final Form FORM = new Form("ssh", List.of("ssh"), SSH, "ssh://git.example.com:22");
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LINES = 50;

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("ssh");
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Endpoint there = FORM.parse(target).vetted(context);
        return limit -> Looking.at(limit, dialer.clock(), (attempt, seen) -> {
            try (Wire wire = dialer.connect(there, context, attempt).noted(seen)) {
                read(wire, attempt, seen);
            }
        });
    }

    /** A server may say a few lines before its banner: RFC 4253, section 4.2. */
    private static void read(Wire wire, Attempt attempt, Result.Builder seen) throws IOException {
        attempt.await(Phrase.of("net.await.banner"));
        String first = "";
        for (int i = 0; i < MOST_LINES; i++) {
            String line = wire.line(LONGEST_LINE);
            first = i == 0 ? line : first;
            if (line.startsWith("SSH-")) {
                seen.status(0, Clean.text(line)).body(line.getBytes(StandardCharsets.ISO_8859_1));
                judge(line, attempt);
                wire.send("SSH-2.0-Tocsin\r\n");
                return;
            }
        }
        throw new Trouble(Phrase.of("net.ssh.none", attempt.there(), Clean.text(first)));
    }

    private static void judge(String banner, Attempt attempt) throws Trouble {
        if (!banner.startsWith("SSH-2.0-") && !banner.startsWith("SSH-1.99-")) {
            throw new Trouble(Phrase.of("net.ssh.old", attempt.there(), Clean.text(banner)));
        }
    }
}
