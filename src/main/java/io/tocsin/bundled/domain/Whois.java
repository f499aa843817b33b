package io.tocsin.bundled.domain;

import io.tocsin.net.Attempt;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.ProbeContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a registry by RFC 3912, whose answers are for people: the words for the end are many. */
final class Whois {

    static final int PORT = 43;

    private static final int LONGEST = 200_000;
    private static final Pattern REFERRAL = Pattern.compile("(?mi)^\\s*(?:refer|whois):\\s*([a-z0-9.-]{1,253})\\s*$");
    private static final Pattern END = Pattern.compile("(?mi)^[\\s%]*\\[?(?:registry expiry date|expir(?:y|ation|es|e)"
            + "(?:[ -](?:date|on|at|time))?|registrar registration expiration date|paid-till|renewal date|valid until"
            + "|domain expires|expire-date|validity|有効期限|record expires on)\\]?\\s*[:. ]\\s*(\\S[^\r\n]{0,60})");
    private static final Pattern NOBODY = Pattern.compile(
            "(?mi)^[\\s%>#]*(?:no match|not found|no entries found|no data found|domain not found|no object found"
                    + "|status:\\s*(?:free|available)\\b|.{0,100}\\bis (?:free|available)\\b|the queried object does not exist)");

    private final Dialer dialer;
    private final Endpoint root;

    Whois(Dialer dialer, Endpoint root) {
        this.dialer = dialer;
        this.root = root;
    }

    /**
     * What a registry says of a domain.
     *
     * @param server empty to ask the one of its registry
     * @throws Trouble if nobody knows whom to ask
     */
    Found ask(String domain, Optional<Endpoint> server, ProbeContext context, Attempt attempt)
            throws IOException, InterruptedException {
        String answer =
                talk(server.isPresent() ? server.get() : of(domain, context, attempt), domain, context, attempt);
        Matcher end = END.matcher(answer);
        while (end.find()) {
            Optional<Instant> until = Dates.parse(end.group(1));
            if (until.isPresent()) {
                return new Found.Until(until.get());
            }
        }
        return NOBODY.matcher(answer).find() ? new Found.Nobody() : new Found.Unreadable();
    }

    private Endpoint of(String domain, ProbeContext context, Attempt attempt) throws IOException, InterruptedException {
        String ending = domain.substring(domain.lastIndexOf('.') + 1);
        Matcher referral = REFERRAL.matcher(talk(root, ending, context, attempt));
        if (!referral.find()) {
            throw new Trouble(Phrase.of("domain.no-registry", ending));
        }
        return Endpoint.of(referral.group(1), root.port());
    }

    private String talk(Endpoint there, String question, ProbeContext context, Attempt attempt)
            throws IOException, InterruptedException {
        try (Wire wire = dialer.connect(there, context, attempt)) {
            wire.send(question + "\r\n");
            attempt.await(Phrase.of("domain.await"));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] chunk = new byte[8_192];
            int read = wire.read(chunk);
            while (read >= 0 && answer.size() < LONGEST) {
                answer.write(chunk, 0, read);
                read = wire.read(chunk);
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
