package io.tocsin.spi;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
 * @param size bytes of the answer, where the body is not all of it
 * @param sights what each location saw, where there are several: the conditions are judged for each, and the rest of the
 *     result is that of one of them
 * @param quorum so many bad locations make the check bad
 * @param news what the monitor's rooms should hear though nothing is wrong
 * @param unjudged whether that failure says nothing of the target, as when somebody else who sees it cannot be asked;
 *     such a check counts neither as good nor as bad, and the monitor reads UNKNOWN until one can be judged
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
        List<Message.ConditionLine> findings,
        OptionalLong size,
        List<Sight> sights,
        int quorum,
        Optional<News> news,
        boolean unjudged) {

    private static final byte[] NOTHING = {};

    /**
     * Something that is no trouble and should be told all the same, such as a page that has changed. While the monitor is
     * muted it is left: a type that still has it at a later check says it again.
     *
     * @param lines one thing each
     * @param told run once it is written down that the rooms are to hear it, so that a type remembers what was told and
     *     nothing else
     */
    public record News(List<Phrase> lines, Runnable told) {

        public News {
            lines = List.copyOf(lines);
        }
    }

    public Result {
        findings = List.copyOf(findings);
        sights = List.copyOf(sights);
    }

    /** A result seen from one place, its body all that was answered. */
    public Result(
            boolean connected, OptionalInt status, String statusText, byte[] body, Phases phases, Optional<String> ip,
            Optional<Duration> certificateLeft, Optional<Duration> domainLeft, Optional<String> dnsRcode,
            Optional<Phrase> failure, boolean unreachable, List<Message.ConditionLine> findings) {
        this(connected, status, statusText, body, phases, ip, certificateLeft, domainLeft, dnsRcode, failure,
                unreachable, findings, OptionalLong.empty(), List.of(), 1, Optional.empty(), false);
    }

    /** A result without findings. */
    public Result(
            boolean connected, OptionalInt status, String statusText, byte[] body, Phases phases, Optional<String> ip,
            Optional<Duration> certificateLeft, Optional<Duration> domainLeft, Optional<String> dnsRcode,
            Optional<Phrase> failure, boolean unreachable) {
        this(connected, status, statusText, body, phases, ip, certificateLeft, domainLeft, dnsRcode, failure,
                unreachable, List.of());
    }

    /** The same with one line more that is well. */
    public Result withFinding(String text) {
        List<Message.ConditionLine> more = new ArrayList<>(findings);
        more.addAll(builder().finding(true, false, text).findings);
        return new Result(connected, status, statusText, body, phases, ip, certificateLeft, domainLeft, dnsRcode,
                failure, unreachable, more, size, sights, quorum, news, unjudged);
    }

    public Result withNews(News what) {
        return new Result(connected, status, statusText, body, phases, ip, certificateLeft, domainLeft, dnsRcode,
                failure, unreachable, findings, size, sights, quorum, Optional.of(what), unjudged);
    }

    /** A check that failed for a reason of its own, such as a refused connection. */
    public static Result failed(Phrase reason, Phases phases) {
        return builder().phases(phases).failure(reason).build();
    }

    /** A check that says nothing of the target, and why. */
    public static Result unjudged(Phrase reason) {
        return builder().unjudged(reason).build();
    }

    /** A check that failed for a reason in the plugin's own words. */
    public static Result failed(String reason) {
        return failed(Phrase.literal(reason), Phases.NONE);
    }

    /**
     * What several locations saw. Shown as its own is a failure if there are as many as the quorum, else the slowest.
     *
     * @param sights at least one, none of them of several locations itself
     * @param quorum so many bad ones make the check bad
     */
    public static Result seenFrom(List<Sight> sights, int quorum) {
        List<Result> failed = sights.stream()
                .map(Sight::result)
                .filter(result -> result.failure().isPresent())
                .toList();
        Result one = failed.size() >= quorum && !failed.isEmpty()
                ? failed.getFirst()
                : sights.stream()
                        .map(Sight::result)
                        .filter(result -> result.failure().isEmpty())
                        .max(Comparator.comparing(result -> result.phases().total()))
                        .orElseGet(() -> sights.getFirst().result());
        return new Result(
                one.connected, one.status, one.statusText, one.body, one.phases, one.ip, one.certificateLeft,
                one.domainLeft, one.dnsRcode, one.failure, one.unreachable, List.of(), one.size, sights, quorum,
                Optional.empty(), false);
    }

    /** Bytes of the answer. */
    public long bytes() {
        return size.orElse(body.length);
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
        private OptionalLong size = OptionalLong.empty();
        private boolean unjudged;
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

        /** How many bytes the answer has of which the body is not all. */
        public Builder size(long bytes) {
            size = OptionalLong.of(bytes);
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

        /** A failure that says nothing of the target: nobody is told that it is down. */
        public Builder unjudged(Phrase reason) {
            unjudged = true;
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
                    failure, unreachable, findings, size, List.of(), 1, Optional.empty(), unjudged);
        }
    }
}
