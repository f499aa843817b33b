package io.tocsin.condition;

import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What of an observation a condition can name. */
enum Placeholder {
    STATUS,
    RESPONSE_TIME,
    DNS_TIME,
    CONNECT_TIME,
    TLS_TIME,
    FIRST_BYTE_TIME,
    DOWNLOAD_TIME,
    IP,
    BODY,
    METRIC,
    CONNECTED,
    CERTIFICATE_EXPIRATION,
    DOMAIN_EXPIRATION,
    DNS_RCODE,
    CONTEXT;

    /** What {@link #quick} gives when nothing was seen. */
    static final long NOTHING = Long.MIN_VALUE;

    private static final Value.Absent NO_STATUS = absent("status", "0");
    private static final Value.Absent NO_TIME = absent("response-time", "0");
    private static final Value.Absent NO_IP = absent("ip", "");
    private static final Value.Absent NO_CERTIFICATE = absent("certificate", "0");
    private static final Value.Absent NO_DOMAIN = absent("domain", "0");
    private static final Value.Absent NO_RCODE = absent("dns-rcode", "");
    private static final Value.Absent NO_CONTEXT = absent("context", "");

    private static Value.Absent absent(String what, String text) {
        return new Value.Absent(Phrase.of("condition.why.no-" + what), text);
    }

    /** The placeholder of this name, in any case. */
    static Optional<Placeholder> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Placeholder placeholder : values()) {
            if (placeholder.name().equals(upper)) {
                return Optional.of(placeholder);
            }
        }
        return Optional.empty();
    }

    /** As it is written in a condition. */
    String sign() {
        return "[" + name() + "]";
    }

    /** Whether a path may follow. */
    boolean hasParts() {
        return this == BODY || this == CONTEXT;
    }

    boolean isTime() {
        return switch (this) {
            case RESPONSE_TIME, DNS_TIME, CONNECT_TIME, TLS_TIME, FIRST_BYTE_TIME, DOWNLOAD_TIME -> true;
            case CERTIFICATE_EXPIRATION, DOMAIN_EXPIRATION -> true;
            case STATUS, IP, BODY, METRIC, CONNECTED, DNS_RCODE, CONTEXT -> false;
        };
    }

    /** Whether it is something that can be less or more. */
    boolean isAmount() {
        return isTime() || this == STATUS;
    }

    Value look(Observation seen) {
        return switch (this) {
            case STATUS -> status(seen.status());
            case RESPONSE_TIME -> span(seen.responseTime(), NO_TIME);
            case DNS_TIME, CONNECT_TIME, TLS_TIME, FIRST_BYTE_TIME, DOWNLOAD_TIME -> span(phase(seen), NO_TIME);
            case IP -> text(seen.ip(), NO_IP);
            case BODY -> new Value.Text(withoutMark(seen.body()).strip());
            case CONNECTED -> new Value.Text(Boolean.toString(seen.connected()));
            case CERTIFICATE_EXPIRATION -> span(seen.certificateExpiration(), NO_CERTIFICATE);
            case DOMAIN_EXPIRATION -> span(seen.domainExpiration(), NO_DOMAIN);
            case DNS_RCODE -> text(seen.dnsRcode(), NO_RCODE);
            case METRIC, CONTEXT -> NO_CONTEXT;
        };
    }

    /** Without the byte order mark, which nobody sees. */
    private static String withoutMark(String body) {
        return body.startsWith("\uFEFF") ? body.substring(1) : body;
    }

    /** The status, or a time in milliseconds, without making an object; {@link #NOTHING} if there is none. */
    long quick(Observation seen) {
        return switch (this) {
            case STATUS -> seen.status().isPresent() ? seen.status().getAsInt() : NOTHING;
            case RESPONSE_TIME -> quick(seen.responseTime());
            case DNS_TIME, CONNECT_TIME, TLS_TIME, FIRST_BYTE_TIME, DOWNLOAD_TIME -> quick(phase(seen));
            case CERTIFICATE_EXPIRATION -> quick(seen.certificateExpiration());
            case DOMAIN_EXPIRATION -> quick(seen.domainExpiration());
            case IP, BODY, METRIC, CONNECTED, DNS_RCODE, CONTEXT -> NOTHING;
        };
    }

    /** How long a part of the check took; nothing where the check took no time at all. */
    private Optional<Duration> phase(Observation seen) {
        return seen.phases().map(phases -> Duration.ofNanos(switch (this) {
            case DNS_TIME -> phases.dns();
            case CONNECT_TIME -> phases.connect();
            case TLS_TIME -> phases.tls();
            case FIRST_BYTE_TIME -> phases.firstByte();
            case DOWNLOAD_TIME -> phases.download();
            case STATUS, RESPONSE_TIME, IP, BODY, METRIC, CONNECTED -> phases.total();
            case CERTIFICATE_EXPIRATION, DOMAIN_EXPIRATION, DNS_RCODE, CONTEXT -> phases.total();
        }));
    }

    private static long quick(Optional<Duration> time) {
        return time.isPresent() ? time.get().toMillis() : NOTHING;
    }

    private static Value status(OptionalInt status) {
        return status.isPresent() ? Value.Num.of(status.getAsInt()) : NO_STATUS;
    }

    private static Value span(Optional<Duration> time, Value.Absent none) {
        return time.isPresent() ? new Value.Span(time.get().toMillis()) : none;
    }

    private static Value text(Optional<String> text, Value.Absent none) {
        return text.isPresent() ? new Value.Text(text.get()) : none;
    }
}
