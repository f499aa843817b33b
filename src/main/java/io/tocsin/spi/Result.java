package io.tocsin.spi;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one check saw.
 *
 * @param connected whether the target was reached at all
 * @param status the protocol's status, such as 200
 * @param statusText the status in words, such as {@code 503 Service Unavailable}; may be empty
 * @param body what the target answered, up to the type's bound; not to be changed
 * @param phases how long it took
 * @param ip the address that was talked to
 * @param certificateLeft how long the certificate is still valid
 * @param domainLeft how long the domain is still registered
 * @param dnsRcode the answer code of a DNS server, such as {@code NXDOMAIN}
 * @param failure why the check failed before its conditions could be judged
 * @param unreachable whether that failure is that nobody took the connection, which {@code [CONNECTED] == false} asks for
 * @param findings what the type itself judged, such as a line for each of several topics; they count like conditions
 */
@SuppressWarnings("ArrayRecordComponent") // a copy per check would cost more than it protects
public record Result(
        boolean connected,
        OptionalInt status,
        String statusText,
        byte[] body,
        Phases phases,
        Optional<String> ip,
        Optional<Duration> certificateLeft,
        Optional<Duration> domainLeft,
        Optional<String> dnsRcode,
        Optional<Phrase> failure,
        boolean unreachable,
        List<Message.ConditionLine> findings) {

    private static final byte[] NOTHING = {};

    public Result {
        findings = List.copyOf(findings);
    }

    /** A result without findings. */
    public Result(
            boolean connected, OptionalInt status, String statusText, byte[] body, Phases phases, Optional<String> ip,
            Optional<Duration> certificateLeft, Optional<Duration> domainLeft, Optional<String> dnsRcode,
            Optional<Phrase> failure, boolean unreachable) {
        this(connected, status, statusText, body, phases, ip, certificateLeft, domainLeft, dnsRcode, failure,
                unreachable, List.of());
    }

    /** A check that failed for a reason of its own, such as a refused connection. */
    public static Result failed(Phrase reason, Phases phases) {
        return builder().phases(phases).failure(reason).build();
    }

    /** A check that failed for a reason in the plugin's own words. */
    public static Result failed(String reason) {
        return failed(Phrase.literal(reason), Phases.NONE);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects what was seen. Not safe for use by several threads. */
    public static final class Builder {

        /** More findings of one check are left out. */
        public static final int MOST_FINDINGS = 50;

        private static final int LONGEST_FINDING = 300;

        private boolean connected;
        private OptionalInt status = OptionalInt.empty();
        private String statusText = "";
        private byte[] body = NOTHING;
        private Phases phases = Phases.NONE;
        private Optional<String> ip = Optional.empty();
        private Optional<Duration> certificateLeft = Optional.empty();
        private Optional<Duration> domainLeft = Optional.empty();
        private Optional<String> dnsRcode = Optional.empty();
        private Optional<Phrase> failure = Optional.empty();
        private boolean unreachable;
        private final List<Message.ConditionLine> findings = new ArrayList<>();

        private Builder() {}

        public Builder connected(boolean yes) {
            connected = yes;
            return this;
        }

        public Builder status(int number, String words) {
            status = OptionalInt.of(number);
            statusText = words;
            return this;
        }

        public Builder body(byte[] bytes) {
            body = bytes;
            return this;
        }

        public Builder phases(Phases taken) {
            phases = taken;
            return this;
        }

        public Builder ip(InetAddress address) {
            return ip(AddressText.of(address));
        }

        public Builder ip(String address) {
            ip = Optional.of(address);
            return this;
        }

        public Builder certificateLeft(Duration left) {
            certificateLeft = Optional.of(left);
            return this;
        }

        public Builder domainLeft(Duration left) {
            domainLeft = Optional.of(left);
            return this;
        }

        public Builder dnsRcode(String code) {
            dnsRcode = Optional.of(code);
            return this;
        }

        public Builder failure(Phrase reason) {
            failure = Optional.of(reason);
            return this;
        }

        /** A failure that is the target's answer to whether it can be connected to, and no trouble of the bot's own. */
        public Builder unreachable(Phrase reason) {
            unreachable = true;
            return failure(reason);
        }

        /**
         * A line of the type's own judgement, shown and counted like a condition.
         *
         * @param passed whether that is well
         * @param warning whether the monitor is degraded and not down if it is not
         * @param text in one line, such as {@code orders 1500 > 1000}
         */
        public Builder finding(boolean passed, boolean warning, String text) {
            if (findings.size() < MOST_FINDINGS) {
                String line = text.replaceAll("\\s+", " ").strip();
                findings.add(new Message.ConditionLine(passed, warning,
                        line.length() <= LONGEST_FINDING ? line : line.substring(0, LONGEST_FINDING) + "..."));
            }
            return this;
        }

        public Result build() {
            return new Result(connected, status, statusText, body, phases, ip, certificateLeft, domainLeft, dnsRcode,
                    failure, unreachable, findings);
        }
    }
}
