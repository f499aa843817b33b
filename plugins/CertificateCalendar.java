import io.tocsin.spi.*;
import java.security.cert.X509Certificate;
import module java.base;

/**
 * Knows when certificates end: those that monitors see, and those of other hosts with TLS.
 *
 * Commands:
 *   - certificates
 *   - certificates within 30d
 * Configuration:
 *   - hosts: looked at, too, such as mail.example.com:465, ldap.example.com:636
 *   - room: is told at schedule (0 9 * * *) of what ends within (21d)
 *   - token: a calendar is at /certificates.ics?token=..., for those who know it
 * Author: Tocsin
 */
public class CertificateCalendar implements Plugin {

    private static final int MOST_HOSTS = 200;
    private static final int MOST_LINES = 100;

    record Own(
            @Option(value = "hosts with TLS, such as mail.example.com:465", standard = "") List<String> hosts,
            @Option("who is told of what ends soon") Optional<String> room,
            @Option(value = "when", standard = "0 9 * * *") String schedule,
            @Option(value = "how soon", standard = "21d") Duration within,
            @Option(value = "what the calendar's address must end with", secret = true) Optional<String> token) {}

    /**
     * A certificate.
     *
     * @param ends absent if it could not be seen
     * @param why why not
     */
    record Entry(String name, String where, Optional<Instant> ends, String why) {

        /** Such as {@code 2026-01-20  in 15 days  shop  https://shop.example.com}. */
        String line(Instant now) {
            String place = name.equals(where) ? name : name + "  " + where;
            return ends
                    .map(end -> LocalDate.ofInstant(end, ZoneOffset.UTC) + "  " + left(Duration.between(now, end))
                            + "  " + place)
                    .orElse("unknown  " + place + "  " + why);
        }

        private static String left(Duration left) {
            String length = left.abs().toDays() == 1 ? "1 day" : left.abs().toDays() + " days";
            return left.isNegative() ? "ended " + length + " ago" : "in " + length;
        }
    }

    @Override
    public void start(Bot bot) {
        Own own = bot.config(Own.class);
        Hosts hosts = new Hosts(own.hosts(), bot.clock());
        bot.command(Command.named("certificates")
                .alias("certificate calendar")
                .clause("within", Command.Kind.DURATION)
                .summary("Says when certificates end")
                .example("certificates")
                .example("certificates within 30d")
                .run((talk, arguments) -> talk.reply(told(bot, hosts, arguments.duration("within")))));
        own.room().ifPresent(room -> bot.cron(own.schedule(), () -> {
            String soon = lines(soon(bot, hosts, own.within()), bot.clock().instant());
            if (!soon.isEmpty()) {
                bot.send(room, Message.of(Severity.WARNING, "Certificates that end soon", soon));
            }
        }));
        own.token().ifPresent(token -> bot.route("GET /certificates.ics", request -> {
            byte[] said = request.query().getOrDefault("token", "").getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(said, token.getBytes(StandardCharsets.UTF_8))
                    ? new Route.Answer(200, "text/calendar; charset=utf-8",
                            Calendar.of(entries(bot, hosts), bot.clock().instant()))
                    : Route.Answer.text(403, "The token is missing or wrong.\n");
        }));
    }

    private static String told(Bot bot, Hosts hosts, Optional<Duration> within) throws InterruptedException {
        List<Entry> entries = within.isPresent() ? soon(bot, hosts, within.get()) : entries(bot, hosts);
        if (entries.isEmpty()) {
            return within.isPresent()
                    ? "No certificate ends within that time."
                    : "No monitor has seen a certificate yet.";
        }
        return lines(entries, bot.clock().instant());
    }

    private static String lines(List<Entry> entries, Instant now) {
        String text =
                entries.stream().limit(MOST_LINES).map(entry -> entry.line(now)).collect(Collectors.joining("\n"));
        return entries.size() <= MOST_LINES ? text : text + "\nand " + (entries.size() - MOST_LINES) + " more";
    }

    /** The one that ends first comes first; those of which nothing is known come last. */
    private static List<Entry> entries(Bot bot, Hosts hosts) throws InterruptedException {
        List<Entry> entries = new ArrayList<>(hosts.look());
        bot.monitors().stream()
                .filter(monitor -> monitor.certificateExpires().isPresent())
                .forEach(monitor -> entries.add(
                        new Entry(monitor.name(), monitor.target(), monitor.certificateExpires(), "")));
        entries.sort(
                Comparator.comparing((Entry entry) -> entry.ends().orElse(Instant.MAX)).thenComparing(Entry::name));
        return entries;
    }

    /** What cannot be seen is told, too: somebody wants it to be seen. */
    private static List<Entry> soon(Bot bot, Hosts hosts, Duration within) throws InterruptedException {
        Instant end = bot.clock().instant().plus(within);
        return entries(bot, hosts).stream().filter(entry -> entry.ends().orElse(Instant.MIN).isBefore(end)).toList();
    }

    /** Hosts that nothing else watches; looked at all at once, and not again for a while. */
    static final class Hosts {

        private static final Duration FRESH = Duration.ofMinutes(10);
        private static final int LIMIT_MILLIS = 5_000;

        private final List<String> hosts;
        private final InstantSource clock;
        private List<Entry> last = List.of();
        private Instant until = Instant.MIN;

        Hosts(List<String> hosts, InstantSource clock) {
            for (String host : hosts) {
                if (!host.matches("(?:\\[[0-9a-fA-F:.]{2,45}]|[\\w.-]{1,253}):\\d{1,5}")) {
                    throw new Refusal("\"" + host + "\" in hosts has no port; write it like mail.example.com:465.");
                }
            }
            if (hosts.size() > MOST_HOSTS) {
                throw new Refusal("There are " + hosts.size() + " hosts; at most " + MOST_HOSTS + " are looked at.");
            }
            this.hosts = hosts;
            this.clock = clock;
        }

        synchronized List<Entry> look() throws InterruptedException {
            if (!hosts.isEmpty() && !clock.instant().isBefore(until)) {
                try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
                    List<Callable<Entry>> looks = new ArrayList<>();
                    hosts.forEach(host -> looks.add(() -> entry(host)));
                    last = all.invokeAll(looks).stream().map(Future::resultNow).toList();
                }
                until = clock.instant().plus(FRESH);
            }
            return last;
        }

        private static Entry entry(String host) {
            int colon = host.lastIndexOf(':');
            String name = host.substring(0, colon).replaceAll("[\\[\\]]", "");
            try {
                Instant ends = certificate(name, Integer.parseInt(host.substring(colon + 1))).getNotAfter().toInstant();
                return new Entry(host, host, Optional.of(ends), "");
            } catch (IOException | GeneralSecurityException | IllegalArgumentException failed) {
                String why = String.valueOf(failed.getMessage()).replaceAll("\\s+", " ");
                return new Entry(host, host, Optional.empty(), why.substring(0, Math.min(why.length(), 200)));
            }
        }

        private static X509Certificate certificate(String host, int port) throws IOException, GeneralSecurityException {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            try (Socket plain = new Socket()) {
                plain.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
                plain.setSoTimeout(LIMIT_MILLIS);
                try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                    socket.startHandshake();
                    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
                }
            }
        }
    }

    /** Nothing is said to these hosts but hello: also of one that nobody should trust it is good to know when it ends. */
    static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A calendar as RFC 5545 has it: lines of at most 75 bytes, a day for each certificate, and an alarm a week before. */
    static final class Calendar {

        private static final int LONGEST = 74;

        private final StringBuilder text = new StringBuilder();

        static String of(List<Entry> entries, Instant now) {
            Calendar calendar = new Calendar();
            calendar.lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tocsin//Certificates//EN",
                    "X-WR-CALNAME:Certificates");
            entries.forEach(entry -> entry.ends().ifPresent(ends -> calendar.event(entry, ends, now)));
            calendar.lines("END:VCALENDAR");
            return calendar.text.toString();
        }

        private void event(Entry entry, Instant ends, Instant now) {
            LocalDate day = LocalDate.ofInstant(ends, ZoneOffset.UTC);
            String id = entry.name() + " " + entry.where() + " " + day;
            lines("BEGIN:VEVENT",
                    "UID:" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)) + "@tocsin",
                    "DTSTAMP:"
                            + DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(now),
                    "DTSTART;VALUE=DATE:" + DateTimeFormatter.BASIC_ISO_DATE.format(day),
                    "SUMMARY:" + escaped("Certificate of " + entry.name() + " ends"),
                    "DESCRIPTION:" + escaped(entry.where() + " until " + ends),
                    "TRANSP:TRANSPARENT",
                    "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P7D",
                    "DESCRIPTION:" + escaped("The certificate of " + entry.name() + " ends in a week"), "END:VALARM",
                    "END:VEVENT");
        }

        /** What is no text of one line has no place in it. */
        private static String escaped(String value) {
            return value.replaceAll("\\p{Cntrl}+", " ").replaceAll("([\\\\;,])", "\\\\$1");
        }

        private void lines(String... lines) {
            for (String line : lines) {
                int width = 0;
                for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
                    String one = Character.toString(line.codePointAt(i));
                    int bytes = one.getBytes(StandardCharsets.UTF_8).length;
                    if (width + bytes > LONGEST) {
                        text.append("\r\n ");
                        width = 1;
                    }
                    text.append(one);
                    width += bytes;
                }
                text.append("\r\n");
            }
        }
    }
}
